package io.palavra.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

class BlasThreadsTest {
  @Test
  void theLimitHoldsUntilItIsClosed() {
    INDArray ones = Nd4j.ones(4, 4);
    try (BlasThreads two = BlasThreads.limit(2)) {
      assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(2);
      try (BlasThreads one = BlasThreads.limit(1)) {
        assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
        assertThat(ones.mmul(ones)).isEqualTo(Nd4j.valueArrayOf(new long[] {4, 4}, 4f));
        assertThat(one).isNotSameAs(two);
      }
      assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(2);
    }
  }

  private static int loops() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
  }

  @Test
  void inWhateverOrderSeveralAreClosedAllIsAsItWasAfterTheLast() {
    try (BlasThreads two = BlasThreads.limit(2)) {
      assertThat(two).isNotNull();
      int master = Nd4j.getEnvironment().maxMasterThreads();
      BlasThreads first = BlasThreads.limit(1);
      BlasThreads second = BlasThreads.limit(1);
      first.close();
      first.close();
      assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
      assertThat(loops()).isEqualTo(1);
      second.close();
      assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(2);
      assertThat(loops()).isEqualTo(2);
      assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(master);
    }
  }

  @Test
  void threadsThatTakeAndLetGoAtOnceLeaveNothing() throws InterruptedException {
    try (BlasThreads three = BlasThreads.limit(3)) {
      assertThat(three).isNotNull();
      List<Thread> threads =
          IntStream.range(0, 8)
              .mapToObj(i -> new Thread(BlasThreadsTest::takeAndLetGo, "taker " + i))
              .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(3);
      assertThat(loops()).isEqualTo(3);
    }
  }

  private static void takeAndLetGo() {
    for (int i = 0; i < 200; i++) {
      BlasThreads.limit(1).close();
    }
  }

  @Test
  void lessThanOneThreadIsAProgrammersFault() {
    assertThatThrownBy(() -> BlasThreads.limit(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
