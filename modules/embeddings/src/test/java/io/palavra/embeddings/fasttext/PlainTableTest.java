package io.palavra.embeddings.fasttext;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTableTest {
  private static final int ROWS = 40;

  @Test
  void theSumOfRowsIsWhatTheyComeToOneAfterTheOther() {
    Random random = new Random(3);
    for (int columns : new int[] {1, 7, 50, 64, 129}) {
      PlainTable table = PlainTable.zeros(ROWS, columns);
      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < columns; i++) {
          table.values()[row * table.width() + i] = random.nextFloat() - 0.5f;
        }
      }
      int[] rows = random.ints(60, 0, ROWS).toArray();
      for (int count : new int[] {0, 1, 59}) {
        float[] expected = new float[columns];
        for (int k = 0; k < count; k++) {
          table.addTo(rows[k], 1, expected);
        }
        float[] sum = new float[columns];
        table.addAllTo(rows, count, sum);
        assertThat(sum).as("%d of %d columns", count, columns).isEqualTo(expected);
      }
    }
  }
}
