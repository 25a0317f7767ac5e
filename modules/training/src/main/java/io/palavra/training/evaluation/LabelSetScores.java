package io.palavra.training.evaluation;

import io.palavra.pipeline.vocabulary.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** How good the sets of labels are that texts were given. */
public final class LabelSetScores {
  private static final double LEAST = 1e-12;

  private final Labels labels;
  private final long[] hits;
  private final long[] given;
  private final long[] had;
  private long texts;
  private long exact;
  private long wrong;
  private double loss;

  /** No texts yet. */
  public LabelSetScores(Labels labels) {
    this.labels = labels;
    this.hits = new long[labels.size()];
    this.given = new long[labels.size()];
    this.had = new long[labels.size()];
  }

  /**
   * Adds a text.
   *
   * @param truth by label
   * @param probabilities by label
   * @param answer by label
   */
  public void add(boolean[] truth, double[] probabilities, boolean[] answer) {
    boolean same = true;
    for (int k = 0; k < truth.length; k++) {
      hits[k] += truth[k] && answer[k] ? 1 : 0;
      given[k] += answer[k] ? 1 : 0;
      had[k] += truth[k] ? 1 : 0;
      wrong += truth[k] == answer[k] ? 0 : 1;
      same &= truth[k] == answer[k];
      double p = truth[k] ? probabilities[k] : 1 - probabilities[k];
      loss -= Math.log(Math.max(p, LEAST));
    }
    texts++;
    exact += same ? 1 : 0;
  }

  /**
   * By name: {@code accuracy}, the share of texts that were given exactly their labels; {@code
   * macroF1}, the mean of the labels' F1, those that no text has or was given left out; {@code
   * microF1} over all decisions; {@code hammingLoss}, the share of wrong decisions; {@code loss},
   * the binary cross-entropy of a text's labels together; {@code texts}.
   */
  public SortedMap<String, Double> metrics() {
    SortedMap<String, Double> metrics = new TreeMap<>();
    double macro = 0;
    int present = 0;
    long allHits = 0;
    long allOthers = 0;
    for (int k = 0; k < hits.length; k++) {
      if (given[k] + had[k] > 0) {
        macro += f1(k);
        present++;
      }
      allHits += hits[k];
      allOthers += given[k] + had[k];
    }
    metrics.put("accuracy", ratio(exact, texts));
    metrics.put("macroF1", present == 0 ? 0 : macro / present);
    metrics.put("microF1", ratio(2 * allHits, allOthers));
    metrics.put("hammingLoss", ratio(wrong, texts * labels.size()));
    metrics.put("loss", texts == 0 ? 0 : loss / texts);
    metrics.put("texts", (double) texts);
    return metrics;
  }

  /**
   * How good the answers are for one label.
   *
   * @param label its name
   * @param precision share of the texts given it that have it
   * @param recall share of the texts that have it that were given it
   * @param f1 their harmonic mean
   * @param texts that have it
   */
  public record LabelScore(String label, double precision, double recall, double f1, long texts) {}

  /** Of each label, in the order of the labels. */
  public List<LabelScore> labels() {
    List<LabelScore> scores = new ArrayList<>();
    for (int k = 0; k < hits.length; k++) {
      scores.add(
          new LabelScore(
              labels.name(k), ratio(hits[k], given[k]), ratio(hits[k], had[k]), f1(k), had[k]));
    }
    return scores;
  }

  private double f1(int label) {
    return ratio(2 * hits[label], given[label] + had[label]);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /** The report for a terminal. */
  public String summary() {
    SortedMap<String, Double> metrics = metrics();
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%,d texts: %.1f %% with exactly their labels; micro-F1 %.1f, macro-F1 %.1f%n",
            texts,
            100 * metrics.get("accuracy"),
            100 * metrics.get("microF1"),
            100 * metrics.get("macroF1")));
    int width =
        labels.names().stream().mapToInt(name -> PlainLabel.of(name).length()).max().orElse(0);
    String head = "%-" + Math.max(5, width) + "s %9s %9s %7s %7s%n";
    out.append(String.format(Locale.ROOT, head, "label", "precision", "recall", "F1", "texts"));
    for (LabelScore score : labels()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-" + Math.max(5, width) + "s %9.1f %9.1f %7.1f %,7d%n",
              PlainLabel.of(score.label()),
              100 * score.precision(),
              100 * score.recall(),
              100 * score.f1(),
              score.texts()));
    }
    return out.toString().stripTrailing();
  }
}
