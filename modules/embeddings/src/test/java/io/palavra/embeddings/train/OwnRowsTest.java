package io.palavra.embeddings.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OwnRowsTest {
  private static final int SHARED = 5;
  private static final int COPIED = 2;

  private final RowMath math = RowMaths.best();
  private final int width = 2 * math.lanes();
  private final FloatRows rows = FloatRows.zeros(SHARED + 2L * OwnRows.needed(COPIED), width);
  private final float[] table = rows.numbers();
  private final OwnRows one = new OwnRows(math, rows, SHARED, 0, COPIED);
  private final OwnRows two = new OwnRows(math, rows, SHARED, 1, COPIED);

  @Test
  void whatAllWorkersLearnedInTheirCopiesEndsInTheSharedRow() {
    Arrays.fill(table, rows.place(0), rows.place(SHARED), 10);
    one.take();
    two.take();
    add(one.place(0), 1);
    add(two.place(0), 2);
    add(two.place(1), 5);
    assertThat(row(0)).containsOnly(10);
    one.give();
    two.give();
    assertThat(row(0)).containsOnly(13);
    assertThat(row(1)).containsOnly(15);
    assertThat(row(2)).containsOnly(10);
  }

  @Test
  void aCopyTakesWhatOthersLearnedAfterSomeUses() {
    one.take();
    two.take();
    float seen = 0;
    for (int i = 0; i < 1000; i++) {
      add(two.place(1), 1);
      seen = table[one.place(1)];
      assertThat(seen).isCloseTo(i + 1, within(2f * OwnRows.USES));
    }
    assertThat(seen).isGreaterThan(1000 - 2 * OwnRows.USES);
  }

  @Test
  void otherRowsAreWorkedOnWhereTheyLie() {
    assertThat(one.place(COPIED)).isEqualTo(rows.place(COPIED));
    assertThat(new OwnRows(math, rows, SHARED, 0, 0).place(0)).isEqualTo(rows.place(0));
    assertThat(OwnRows.copied(30_000, 1)).isZero();
    assertThat(OwnRows.copied(7, 2)).isEqualTo(7);
  }

  @Test
  void noTwoWorkersHaveARowInCommonBehindTheSharedOnes() {
    int[] places = new int[2 * (COPIED + RowMath.GROUP)];
    int n = 0;
    for (OwnRows own : new OwnRows[] {one, two}) {
      for (int i = 0; i < RowMath.GROUP; i++) {
        places[n++] = own.nobody(i);
      }
      for (int row = 0; row < COPIED; row++) {
        places[n++] = own.place(row);
      }
    }
    assertThat(places).doesNotHaveDuplicates();
    assertThat(Arrays.stream(places).min().getAsInt()).isEqualTo(rows.place(SHARED));
    assertThat(Arrays.stream(places).max().getAsInt()).isEqualTo(table.length - width);
  }

  private void add(int place, float value) {
    for (int i = 0; i < width; i++) {
      table[place + i] += value;
    }
  }

  private float[] row(int row) {
    return Arrays.copyOfRange(table, rows.place(row), rows.place(row + 1));
  }
}
