package io.palavra.pipeline.batch;

import io.palavra.pipeline.encode.EncodedExample;
import io.palavra.pipeline.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.List;

/** Examples of unlike length as one batch. */
final class Padding {
  private Padding() {}

  static Batch batch(List<EncodedExample> rows) {
    int time = 0;
    for (EncodedExample row : rows) {
      time = Math.max(time, row.ids().length);
    }
    int[][] ids = new int[rows.size()][];
    int[] lengths = new int[rows.size()];
    int[] labels = new int[rows.size()];
    boolean labelled = true;
    for (int i = 0; i < ids.length; i++) {
      EncodedExample row = rows.get(i);
      lengths[i] = row.ids().length;
      ids[i] = Arrays.copyOf(row.ids(), time);
      Arrays.fill(ids[i], lengths[i], time, Vocabulary.PAD);
      labels[i] = row.label();
      labelled &= row.label() != EncodedExample.NO_LABEL;
    }
    return new Batch(ids, lengths, labelled ? labels : new int[0]);
  }
}
