package io.palavra.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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

  @Test
  void lessThanOneThreadIsAProgrammersFault() {
    assertThatThrownBy(() -> BlasThreads.limit(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
