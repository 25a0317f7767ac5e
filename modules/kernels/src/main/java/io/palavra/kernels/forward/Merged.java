package io.palavra.kernels.forward;

import java.util.List;

/** Numbers of several side by side. */
record Merged(List<Values> parts) implements Values {

  @Override
  public int width() {
    return parts.stream().mapToInt(Values::width).sum();
  }

  @Override
  public int steps(int sequence) {
    return parts.get(0).steps(sequence);
  }

  @Override
  public void read(int sequence, int step, float[] out, int at) {
    int to = at;
    for (Values part : parts) {
      part.read(sequence, step, out, to);
      to += part.width();
    }
  }
}
