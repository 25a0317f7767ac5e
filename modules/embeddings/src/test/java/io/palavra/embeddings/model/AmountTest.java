package io.palavra.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmountTest {

  @Test
  void oneThingHasNoS() {
    assertThat(Amount.of(1, "pair")).isEqualTo("1 pair");
    assertThat(Amount.of(0, "pair")).isEqualTo("0 pairs");
    assertThat(Amount.of(2000, "row had", "rows had")).isEqualTo("2,000 rows had");
  }
}
