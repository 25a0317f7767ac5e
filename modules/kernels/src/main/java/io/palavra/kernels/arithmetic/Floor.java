package io.palavra.kernels.arithmetic;

import io.palavra.kernels.plain.PlainPath;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * All that a layer computes with: the arithmetic of its data type, the way to ND4J's arrays and
 * working memory for its tasks. It belongs to one layer, which is used by one thread at a time.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Floor<A> {
  /** Tasks for each core, so that none waits long for another. */
  private static final int TASKS_OF_A_CORE = 4;

  /** Rows that are too few to be shared among cores. */
  private static final int FEW = 12;

  /** Weights whose product with so few rows is not worth a task of its own. */
  private static final int SMALL = 1 << 15;

  private final Arithmetic<A> math;
  private final RowArithmetic<A> rows;
  private final Transfer<A> transfer;
  private final List<Scratch<A>> scratches = new ArrayList<>();

  /** A floor of its own working memory. */
  public Floor(Arithmetic<A> math, RowArithmetic<A> rows, Transfer<A> transfer) {
    this.math = math;
    this.rows = rows;
    this.transfer = transfer;
  }

  /** The floor for a data type: FLOAT or DOUBLE. */
  public static Floor<?> of(DataType type) {
    return switch (type) {
      case FLOAT -> floats();
      case DOUBLE -> doubles();
      default ->
          throw new IllegalArgumentException("kernels compute in FLOAT and DOUBLE, not in " + type);
    };
  }

  /** Single precision for who asks for shapes alone: no ND4J array can be read or written. */
  public static Floor<float[]> ofShapes() {
    return new Floor<>(Arithmetics.floats(), Arithmetics.floatRows(), new NoTransfer());
  }

  /** Single precision. */
  public static Floor<float[]> floats() {
    return new Floor<>(
        Arithmetics.floats(),
        Arithmetics.floatRows(),
        PlainPath.taken() ? Copied.floats() : new FloatTransfer());
  }

  /** Double precision. */
  public static Floor<double[]> doubles() {
    return new Floor<>(
        Arithmetics.doubles(),
        new DoubleRows(),
        PlainPath.taken() ? Copied.doubles() : new DoubleTransfer());
  }

  /** Matrix products and operations on elements. */
  public Arithmetic<A> math() {
    return math;
  }

  /** Operations on rows. */
  public RowArithmetic<A> rows() {
    return rows;
  }

  /** The way to ND4J's arrays. */
  public Transfer<A> transfer() {
    return transfer;
  }

  /** {@code array} where it has {@code length} elements, else a bigger one. */
  public A room(A array, int length) {
    return math.length(array) >= length ? array : math.allocate(length);
  }

  /** The greatest number of slots that {@link #spread} gives out. */
  public static int slots() {
    return TASKS_OF_A_CORE * Cores.count();
  }

  /** The working memory of the task that was given this slot. */
  public Scratch<A> scratch(int slot) {
    return scratches.get(slot);
  }

  /**
   * Divides {@code n} items among the cores, {@code least} or more a task; but for the last, tasks
   * begin at multiples of four, as products like it.
   */
  public void spread(int n, int least, Span span) {
    together(List.of(new Job(Shares.of(n, least, slots()), span)));
  }

  /** Whether a product has so few rows that cores had better share its columns. */
  public boolean few(int rows) {
    return math.steady() && rows <= FEW;
  }

  /**
   * {@link Arithmetic#multiplyRows} of {@link #few} rows, whose columns the cores share; to be
   * called outside of tasks.
   */
  public void multiplyFew(int rows, A a, int aOffset, Packed<A> b, A c, int cOffset) {
    together(
        List.of(
            columns(
                b.depth(),
                b.width(),
                (from, to, slot) ->
                    math.multiplyColumns(
                        rows, a, aOffset, b.depth(), b, from, to, c, cOffset, scratch(slot)))));
  }

  /** Work on the columns of a product of few rows. */
  public Job columns(int depth, int width, Span span) {
    int unit = Arithmetic.COLUMNS;
    int least = Math.max(1, SMALL / Math.max(1, depth * unit));
    return new Job(
        Shares.of((width + unit - 1) / unit, least, Cores.count()),
        (from, to, slot) -> span.run(from * unit, Math.min(width, to * unit), slot));
  }

  /** Does jobs that do not need each other on the cores, the first ones first. */
  public void together(List<Job> jobs) {
    int tasks = 0;
    for (Job job : jobs) {
      tasks += job.shares.count();
    }
    while (scratches.size() < tasks) {
      scratches.add(new Scratch<>());
    }
    Cores.each(
        tasks,
        task -> {
          int share = task;
          int i = 0;
          for (; share >= jobs.get(i).shares.count(); i++) {
            share -= jobs.get(i).shares.count();
          }
          Job job = jobs.get(i);
          job.span.run(job.shares.from(share), job.shares.to(share), task);
        });
  }

  /**
   * Work on many items.
   *
   * @param shares what a task has of them
   * @param span does it
   */
  public record Job(Shares shares, Span span) {}

  /** Work on a range of items, the end exclusive, with the working memory of a slot. */
  public interface Span {
    /** Does it. */
    void run(int from, int to, int slot);
  }
}
