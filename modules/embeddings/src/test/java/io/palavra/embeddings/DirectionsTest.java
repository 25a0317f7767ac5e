package io.palavra.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DirectionsTest {
  private final float[] vector = {3, 0, -4};
  private final float[] zeros = new float[3];

  @Test
  void aVectorAndItsUnitVectorHaveOneDirection() {
    float[] scaled = vector.clone();
    assertThat(Directions.length(vector)).isEqualTo(5);
    assertThat(Directions.scaleToOne(scaled)).isTrue();
    assertThat(scaled).containsExactly(new float[] {0.6f, 0, -0.8f}, within(1e-7f));
    assertThat(Directions.unit(vector)).containsExactly(0.6, 0, -0.8);
    assertThat(Directions.cosine(vector, scaled).orElseThrow()).isCloseTo(1, within(1e-7));
    assertThat(Directions.cosine(vector, new float[] {0, 2, 0}).orElseThrow()).isZero();
    float[] query = Directions.query(vector, 3).orElseThrow();
    assertThat(query).hasSize(WordVectors.width(3)).startsWith(scaled);
  }

  @Test
  void zerosHaveNoDirection() {
    assertThat(Directions.scaleToOne(zeros)).isFalse();
    assertThat(zeros).containsOnly(0);
    assertThat(Directions.unit(zeros)).containsOnly(0);
    assertThat(Directions.cosine(vector, zeros)).isEmpty();
    assertThat(Directions.query(zeros, 3)).isEmpty();
    assertThatThrownBy(() -> Directions.query(zeros, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
