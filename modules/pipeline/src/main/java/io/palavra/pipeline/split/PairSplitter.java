package io.palavra.pipeline.split;

import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.corpus.RecordStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Training, development and test pairs of what a data set brings. Given parts are kept as they are.
 * What is missing is taken by a salted hash of the source sentence; then pairs of which either side
 * stands in a later part leave the part before it (training, development, test), so that no
 * sentence of a test has been learned from, as source or as translation. Letter case, compatibility
 * forms and white space make no difference.
 */
public final class PairSplitter {
  private PairSplitter() {}

  /** With these shares. */
  public static Split<ParallelText> split(GivenSets<ParallelText> given, SplitOptions options) {
    if (given.dev().isPresent() && given.test().isPresent()) {
      return new Split<>(
          new TrainSet<>(given.train()),
          new DevSet<>(given.dev().get()),
          new TestSet<>(given.test().get()),
          "training, development and test pairs as given");
    }
    double dev = given.dev().isPresent() ? 0 : options.dev();
    double test = given.test().isPresent() ? 0 : options.test();
    TextHash hash = new TextHash(options.salt());
    ToIntFunction<String> side = Shares.byHash(hash, dev, test);
    String rule =
        String.format(
            Locale.ROOT, "by hash, dev %s, test %s, salt \"%s\"", dev, test, options.salt());
    Corpus<ParallelText> whole = given.train();
    Corpus<ParallelText> tests =
        given.test().orElseGet(() -> part(whole, side, Shares.TEST, "test", rule));
    Set<Long> heldOut = new HashSet<>();
    addSides(tests, hash, heldOut);
    Set<Long> inTest = Set.copyOf(heldOut);
    Corpus<ParallelText> devs =
        given
            .dev()
            .orElseGet(
                () -> without(part(whole, side, Shares.DEV, "dev", rule), hash, inTest, "test"));
    addSides(devs, hash, heldOut);
    Corpus<ParallelText> trains =
        without(
            part(whole, side, Shares.TRAIN, "train", rule), hash, heldOut, "development and test");
    return new Split<>(
        new TrainSet<>(trains), new DevSet<>(devs), new TestSet<>(tests), how(given, dev, test));
  }

  private static Corpus<ParallelText> part(
      Corpus<ParallelText> whole,
      ToIntFunction<String> side,
      int wanted,
      String name,
      String rule) {
    return filter(
        whole, name + " of pairs " + rule, pair -> side.applyAsInt(pair.source()) == wanted);
  }

  private static Corpus<ParallelText> without(
      Corpus<ParallelText> part, TextHash hash, Set<Long> sides, String later) {
    return filter(
        part,
        "without sentences of " + later + ", " + sides.size(),
        pair -> !sides.contains(hash.of(pair.source())) && !sides.contains(hash.of(pair.target())));
  }

  private static Corpus<ParallelText> filter(
      Corpus<ParallelText> corpus, String selection, Predicate<ParallelText> predicate) {
    return Corpora.filter(corpus, corpus.name(), selection, predicate);
  }

  private static void addSides(Corpus<ParallelText> pairs, TextHash hash, Set<Long> sides) {
    try (RecordStream<ParallelText> records = pairs.open()) {
      while (records.hasNext()) {
        ParallelText pair = records.next().value();
        sides.add(hash.of(pair.source()));
        sides.add(hash.of(pair.target()));
      }
    }
  }

  private static String how(GivenSets<ParallelText> given, double dev, double test) {
    StringBuilder how = new StringBuilder();
    how.append(given.test().isPresent() ? "test pairs as given" : percent(test) + " for testing");
    how.append(
        given.dev().isPresent()
            ? ", development pairs as given"
            : ", " + percent(dev) + " for development");
    return how.append(", chosen by a hash of the source; no sentence of them is learned from")
        .toString();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %% of the pairs", share * 100);
  }
}
