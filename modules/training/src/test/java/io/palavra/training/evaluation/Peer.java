package io.palavra.training.evaluation;

import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.vocabulary.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * Predictions that scikit-learn 1.2.1 and SciPy scored, too: 200 texts of three classes from the
 * linear congruential generator of ANSI C, seed 42. A text's class comes first, then three logits
 * from -3 to 3, of which the true one is 2 higher.
 */
public final class Peer {
  private static final int TEXTS = 200;
  private static final int CLASSES = 3;

  private long state = 42;

  private Peer() {}

  /** The predictions. */
  public static Predictions predictions() {
    Peer random = new Peer();
    List<Predictions.Row> rows = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      int truth = (int) (random.next() * CLASSES);
      double[] logits = new double[CLASSES];
      for (int k = 0; k < CLASSES; k++) {
        logits[k] = 6 * random.next() - 3;
      }
      logits[truth] += 2;
      Place place = new Place("peer.csv", i + 2L);
      rows.add(new Predictions.Row("text " + i, place, truth, logits, 1 + i % 50, i % 3));
    }
    return new Predictions(new Labels(List.of("bad", "fair", "good")), rows);
  }

  /** Predictions with these logits; labels are letters. */
  static Predictions of(int[] truths, double[][] logits) {
    List<Predictions.Row> rows = new ArrayList<>();
    for (int i = 0; i < truths.length; i++) {
      Place place = new Place("rows.csv", i + 2L);
      rows.add(new Predictions.Row("text " + i, place, truths[i], logits[i], 5, 0));
    }
    int classes = logits.length == 0 ? 2 : logits[0].length;
    List<String> names = List.of("a", "b", "c", "d", "e").subList(0, classes);
    return new Predictions(new Labels(names), rows);
  }

  private double next() {
    state = (state * 1_103_515_245L + 12_345L) & 0x7fffffffL;
    return state / (double) (1L << 31);
  }
}
