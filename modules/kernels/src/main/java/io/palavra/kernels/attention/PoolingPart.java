package io.palavra.kernels.attention;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Attentive;
import io.palavra.kernels.part.Linear;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Part;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.part.Sheet;
import io.palavra.kernels.part.View;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Additive attention of one query a sequence, which is the bias of the keys' projection.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class PoolingPart<A> implements Part<A>, Attentive {
  private final Floor<A> floor;
  private final int size;
  private final Linear<A> key;
  private final Heads<A> heads;
  private final Sheet<A> query;

  PoolingPart(Floor<A> floor, Parameters<A> parameters, int inputs, int size) {
    this.floor = floor;
    this.size = size;
    this.key = new Linear<>(floor, parameters, "k", inputs, size, true);
    this.heads = Heads.additive(floor, parameters.vector("v", size), 0);
    this.query = new Sheet<>(floor);
  }

  @Override
  public Sheet<A> forward(List<Sheet<A>> inputs, Pass pass) {
    Sheet<A> x = inputs.get(0);
    query.shape(Rows.single(x.rows().batch()), size, pass.training());
    floor.math().fill(query.values(), 0, x.rows().batch() * size, 0);
    return heads.forward(View.of(query), View.of(key.forward(x, pass)), View.of(x), pass);
  }

  @Override
  public void backward() {
    heads.backward();
    key.backward();
  }

  @Override
  public Optional<INDArray> attentionWeights() {
    return heads.attentionWeights();
  }
}
