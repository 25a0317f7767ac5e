package io.palavra.kernels.convolution;

import io.palavra.kernels.recurrent.Extent;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link WindowPool} in operations of ND4J. */
final class PlainStretches implements Stretches {
  private final Windows windows;
  private final DataType type;
  private final TapePass pass = new TapePass();

  PlainStretches(Windows windows, DataType type) {
    this.windows = windows;
    this.type = type;
  }

  @Override
  public void forward(INDArray source, Extent extent, INDArray out) {
    int slots = (int) out.size(1);
    pass.forward(source, extent, out, x -> pool(x, slots));
  }

  private Node pool(Node x, int slots) {
    Tape tape = pass.tape();
    Rows rows = pass.rows();
    int features = (int) x.size(1);
    int stretches = rows.batch() * slots;
    int most = 1;
    for (int b = 0; b < rows.batch(); b++) {
      for (int w = 0; w < windows.count(rows.length(b)); w++) {
        most = Math.max(most, windows.to(rows.length(b), w) - windows.from(rows.length(b), w));
      }
    }
    int[] which = new int[stretches * most];
    float[][] far = new float[stretches][most];
    Arrays.fill(which, -1);
    for (float[] each : far) {
      Arrays.fill(each, -1e30f);
    }
    for (int b = 0; b < rows.batch(); b++) {
      int length = rows.length(b);
      for (int w = 0; w < windows.count(length); w++) {
        int stretch = b * slots + w;
        for (int t = windows.from(length, w); t < windows.to(length, w); t++) {
          int i = t - windows.from(length, w);
          which[stretch * most + i] = pass.place(b, t);
          far[stretch][i] = 0;
        }
      }
    }
    Node all = tape.rows(x, which);
    INDArray scores =
        all.value()
            .reshape('c', stretches, most, features)
            .add(Nd4j.createFromArray(far).castTo(type).reshape('c', stretches, most, 1));
    int[] best = Nd4j.argMax(scores, 1).dup('c').data().asInt();
    int[] from = new int[stretches * features];
    for (int i = 0; i < from.length; i++) {
      int stretch = i / features;
      // A stretch that is not there has nothing but zeros, of which one is as good as another.
      from[i] = (stretch * most + best[i]) * features + i % features;
    }
    Node flat = tape.reshape(all, (long) stretches * most * features, 1);
    return tape.reshape(tape.rows(flat, from), stretches, features);
  }

  @Override
  public void backward(INDArray epsilon, INDArray out) {
    pass.backward(epsilon, out, () -> {});
  }
}
