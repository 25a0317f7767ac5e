package io.palavra.kernels.output;

import io.palavra.kernels.part.PlainLoss;
import io.palavra.kernels.part.PlainPass;
import io.palavra.kernels.part.PlainSheet;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link AdaptivePart} does, in operations of ND4J.
 *
 * @param cuts the first label of each cluster, ascending
 */
record PlainAdaptive(int labels, int[] cuts) implements PlainLoss {

  private PlainSoftmax head() {
    return new PlainSoftmax(cuts[0] + cuts.length, 0);
  }

  private int size(int cluster) {
    return (cluster + 1 < cuts.length ? cuts[cluster + 1] : labels) - cuts[cluster];
  }

  private static PlainPass tail(PlainPass pass, int cluster) {
    return pass.under("tail" + (cluster + 1));
  }

  @Override
  public int rowsAtOnce() {
    return new PlainSoftmax(labels, 0).rowsAtOnce();
  }

  @Override
  public Node losses(PlainSheet x, int[] expected, PlainPass pass) {
    Tape tape = pass.tape();
    int rows = expected.length;
    int[] first = new int[rows];
    for (int i = 0; i < rows; i++) {
      int cluster = AdaptivePart.cluster(cuts, expected[i]);
      first[i] = cluster < 0 ? expected[i] : cuts[0] + cluster;
    }
    Node all = head().losses(x.values(), first, pass);
    for (int c = 0; c < cuts.length; c++) {
      int[] which = new int[rows];
      int[] within = new int[rows];
      int[] back = new int[rows];
      int n = 0;
      for (int i = 0; i < rows; i++) {
        boolean mine = AdaptivePart.cluster(cuts, expected[i]) == c;
        back[i] = mine ? n : -1;
        if (mine) {
          which[n] = i;
          within[n++] = expected[i] - cuts[c];
        }
      }
      if (n > 0) {
        PlainPass tail = tail(pass, c);
        Node some = tail.linear("p", tape.rows(x.values(), Arrays.copyOf(which, n)), false);
        Node own = new PlainSoftmax(size(c), 0).losses(some, Arrays.copyOf(within, n), tail);
        all = tape.add(all, tape.rows(own, back));
      }
    }
    return all;
  }

  @Override
  public PlainSheet forward(List<PlainSheet> inputs, PlainPass pass) {
    Tape tape = pass.tape();
    Node x = inputs.get(0).values();
    Node top = head().probabilities(x, pass);
    List<Node> parts = new ArrayList<>();
    parts.add(tape.permute(tape.columns(top, 0, cuts[0]), 1, 0));
    for (int c = 0; c < cuts.length; c++) {
      PlainPass tail = tail(pass, c);
      Node below = new PlainSoftmax(size(c), 0).probabilities(tail.linear("p", x, false), tail);
      Node share = tape.columns(top, cuts[0] + c, cuts[0] + c + 1);
      parts.add(tape.permute(tape.multiply(below, share), 1, 0));
    }
    return inputs.get(0).with(tape.permute(tape.under(parts), 1, 0));
  }
}
