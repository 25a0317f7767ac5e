package io.palavra.kernels.forward;

import java.util.List;

/** Numbers of several side by side. */
record Merged(List<Values> parts) implements Values {

  /** Those of {@code parts}: rows of a table where each of them is. */
  static Values of(List<Values> parts) {
    Merged all = new Merged(List.copyOf(parts));
    boolean words = parts.stream().allMatch(Lookup.class::isInstance);
    return words ? new Words(all, (Lookup) parts.get(0)) : all;
  }

  /** Rows of several tables side by side, which the same ids choose. */
  private record Words(Merged all, Lookup first) implements Lookup {

    @Override
    public int ids() {
      return first.ids();
    }

    @Override
    public int id(int sequence, int step) {
      return first.id(sequence, step);
    }

    @Override
    public int width() {
      return all.width();
    }

    @Override
    public int steps(int sequence) {
      return all.steps(sequence);
    }

    @Override
    public void read(int sequence, int step, float[] out, int at) {
      all.read(sequence, step, out, at);
    }
  }

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
