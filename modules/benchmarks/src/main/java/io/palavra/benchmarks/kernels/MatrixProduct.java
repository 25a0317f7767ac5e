package io.palavra.benchmarks.kernels;

import io.palavra.benchmarks.Timing;
import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.arithmetic.Scratch;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Operations a second of processor time of single-precision products {@code [rows, depth] [depth,
 * width]} on one thread, by shape: OpenBLAS and the kernels.
 */
public final class MatrixProduct {

  private MatrixProduct() {}

  /** OpenBLAS on square matrices; where it has more than one thread, it must be set to one. */
  static double openBlas(int size, double seconds) {
    return openBlas(size, size, size, seconds);
  }

  private static double openBlas(int rows, int depth, int width, double seconds) {
    try (FloatPointer a = new FloatPointer((long) rows * depth);
        FloatPointer b = new FloatPointer((long) depth * width);
        FloatPointer c = new FloatPointer((long) rows * width)) {
      return rate(
          rows,
          depth,
          width,
          seconds,
          () ->
              openblas.cblas_sgemm(
                  openblas.CblasRowMajor,
                  openblas.CblasNoTrans,
                  openblas.CblasNoTrans,
                  rows,
                  width,
                  depth,
                  1,
                  a,
                  depth,
                  b,
                  width,
                  1,
                  c,
                  width));
    }
  }

  private static double kernels(int rows, int depth, int width, double seconds) {
    Arithmetic<float[]> math = Arithmetics.floats();
    float[] a = math.allocate(rows * depth);
    float[] c = math.allocate(rows * width);
    Packed<float[]> b = new Packed<>();
    math.pack(new float[depth * width], depth, width, false, b);
    Scratch<float[]> scratch = new Scratch<>();
    return rate(rows, depth, width, seconds, () -> math.multiplyRows(rows, a, 0, b, c, 0, scratch));
  }

  private static double outer(int rows, int depth, int width, double seconds) {
    Arithmetic<float[]> math = Arithmetics.floats();
    OuterProduct<float[]> product =
        new OuterProduct<>(
            new float[rows * depth],
            0,
            depth,
            new float[rows * width],
            0,
            width,
            rows,
            new float[depth * width]);
    Scratch<float[]> scratch = new Scratch<>();
    return rate(rows, depth, width, seconds, () -> math.accumulate(product, 0, depth, scratch));
  }

  private static double rate(int rows, int depth, int width, double seconds, Runnable work) {
    Duration length = Duration.ofMillis(Math.round(seconds * 1000));
    Timing.every(length, work);
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    int times = Timing.every(length, work).size();
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    return 2e9 * rows * depth * width * times / nanos;
  }

  /** {@code [SECONDS]} for each shape. */
  public static void main(String[] args) {
    double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 0.5;
    int[][] shapes = {
      {1024, 1024, 1024},
      {2048, 128, 512},
      {32, 128, 512},
      {16, 128, 512},
      {16, 512, 128},
      {16, 64, 256},
      {8, 64, 256},
      {32, 256, 1024},
      {16, 512, 2048},
      {1, 128, 512},
    };
    int threads = openblas.blas_get_num_threads();
    openblas.blas_set_num_threads(1);
    for (int[] s : shapes) {
      System.out.printf(
          Locale.ROOT,
          "%5d x %4d x %4d  OpenBLAS %6.1f  kernels %6.1f  outer product %6.1f GFLOP/s%n",
          s[0],
          s[1],
          s[2],
          openBlas(s[0], s[1], s[2], seconds) * 1e-9,
          kernels(s[0], s[1], s[2], seconds) * 1e-9,
          outer(s[0], s[1], s[2], seconds) * 1e-9);
    }
    openblas.blas_set_num_threads(threads);
  }
}
