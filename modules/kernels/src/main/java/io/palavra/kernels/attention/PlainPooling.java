package io.palavra.kernels.attention;

import io.palavra.kernels.part.Attentive;
import io.palavra.kernels.part.PlainPart;
import io.palavra.kernels.part.PlainPass;
import io.palavra.kernels.part.PlainSheet;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.tape.Node;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link PoolingPart} does, in operations of ND4J. */
final class PlainPooling implements PlainPart, Attentive {
  private final int size;
  private final PlainHeads heads = new PlainHeads(1, 1, false, 0);
  private DataType type = DataType.FLOAT;

  PlainPooling(int size) {
    this.size = size;
  }

  @Override
  public PlainSheet forward(List<PlainSheet> inputs, PlainPass pass) {
    type = pass.type();
    PlainSheet x = inputs.get(0);
    int batch = x.rows().batch();
    PlainSheet query = new PlainSheet(pass.zeros(batch, size), Rows.single(batch));
    Node key = pass.linear("k", x.values(), true);
    return query.with(heads.attend(query, x.with(key), x, Optional.of(pass.parameter("v")), pass));
  }

  @Override
  public Optional<INDArray> attentionWeights() {
    return heads.attentionWeights(type);
  }
}
