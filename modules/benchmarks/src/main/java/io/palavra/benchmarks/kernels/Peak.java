package io.palavra.benchmarks.kernels;

import io.palavra.kernels.arithmetic.Cores;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.openblas.global.openblas;

/**
 * What OpenBLAS reaches on big single-precision matrices, in operations a second.
 *
 * @param one on one thread, with nothing beside it
 * @param all on as many threads as there are cores, each with matrices of its own: where it is much
 *     less than that many times {@code one}, the cores are not cores of their own
 */
record Peak(double one, double all) {
  private static final int SIZE = 1024;
  private static final double SECONDS = 0.5;

  static Peak measure(Consumer<String> say) {
    int before = openblas.blas_get_num_threads();
    openblas.blas_set_num_threads(1);
    double one = MatrixProduct.openBlas(SIZE, SECONDS);
    double all =
        IntStream.range(0, Cores.count())
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> MatrixProduct.openBlas(SIZE, SECONDS)))
            .toList()
            .stream()
            .mapToDouble(CompletableFuture::join)
            .sum();
    openblas.blas_set_num_threads(before);
    say.accept(
        String.format(
            Locale.ROOT,
            "OpenBLAS on matrices of %d x %d: %.0f GFLOP/s on one thread, %.0f on %d at once",
            SIZE,
            SIZE,
            one * 1e-9,
            all * 1e-9,
            Cores.count()));
    return new Peak(one, all);
  }
}
