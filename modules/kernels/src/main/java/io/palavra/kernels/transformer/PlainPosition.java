package io.palavra.kernels.transformer;

import io.palavra.kernels.part.PlainPart;
import io.palavra.kernels.part.PlainPass;
import io.palavra.kernels.part.PlainSheet;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import java.util.List;

/**
 * What {@link PositionPart} does, in operations of ND4J.
 *
 * @param learned positions that were learned; 0 for sines
 * @param dropOut of the sum
 */
record PlainPosition(int width, int learned, double scale, double dropOut) implements PlainPart {

  @Override
  public PlainSheet forward(List<PlainSheet> inputs, PlainPass pass) {
    PlainSheet x = inputs.get(0);
    Rows rows = x.rows();
    int longest = rows.longest();
    PositionPart.requireLearned(longest, learned);
    Tape tape = pass.tape();
    int[] position = new int[rows.count()];
    for (int b = 0; b < rows.batch(); b++) {
      for (int i = 0; i < rows.length(b); i++) {
        position[rows.from(b) + i] = i;
      }
    }
    Node table =
        learned > 0
            ? pass.parameter("P")
            : tape.constant(
                pass.array(
                    PositionPart.waves(Math.max(1, longest), width), Math.max(1, longest), width));
    Node sum = tape.add(tape.rows(table, position), tape.scale(x.values(), scale));
    return x.with(pass.dropped(sum, dropOut));
  }
}
