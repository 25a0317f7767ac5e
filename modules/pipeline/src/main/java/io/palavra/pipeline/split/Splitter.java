package io.palavra.pipeline.split;

import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Makes a training, a development and a test set of what a data set brings.
 *
 * <p>Given parts are kept as they are. What is missing is taken from the training part by a salted
 * hash of the text: equal texts (but for letter case, compatibility forms and white space) are
 * always on one side, whatever their labels, and the order of the rows plays no part. Up to {@value
 * #MOST_RANKED} distinct texts the shares are exact in every class, by rank of the hash; beyond
 * that each text goes to a side with the side's share as probability, in bounded memory, which
 * keeps each class's share within some 0.1 %. A text without a character has nothing to be judged
 * by and stays in the training part, which learns nothing from it.
 */
public final class Splitter {
  static final int MOST_RANKED = 500_000;

  private Splitter() {}

  /** With the default shares. */
  public static Split<LabelledText> split(GivenSets<LabelledText> given) {
    return split(given, SplitOptions.defaults());
  }

  /** With these shares. */
  public static Split<LabelledText> split(GivenSets<LabelledText> given, SplitOptions options) {
    return split(given, options, MOST_RANKED);
  }

  static Split<LabelledText> split(
      GivenSets<LabelledText> given, SplitOptions options, int mostRanked) {
    if (given.dev().isPresent() && given.test().isPresent()) {
      return new Split<>(
          new TrainSet<>(given.train()),
          new DevSet<>(given.dev().get()),
          new TestSet<>(given.test().get()),
          "training, development and test sets as given");
    }
    double dev = given.dev().isPresent() ? 0 : options.dev();
    double test = given.test().isPresent() ? 0 : options.test();
    Corpus<LabelledText> whole = given.train();
    TextHash hash = new TextHash(options.salt());
    Optional<ToIntFunction<String>> ranked = Shares.byRank(whole, hash, dev, test, mostRanked);
    ToIntFunction<String> shared = ranked.orElseGet(() -> Shares.byHash(hash, dev, test));
    ToIntFunction<String> side =
        new LastSide(text -> text.isBlank() ? Shares.TRAIN : shared.applyAsInt(text));
    String rule =
        (ranked.isPresent() ? "by rank of a salted hash of the text in its class" : "by hash")
            + String.format(
                Locale.ROOT, ", dev %s, test %s, salt \"%s\"", dev, test, options.salt());
    return new Split<>(
        new TrainSet<>(part(whole, side, Shares.TRAIN, "train", rule)),
        new DevSet<>(given.dev().orElseGet(() -> part(whole, side, Shares.DEV, "dev", rule))),
        new TestSet<>(given.test().orElseGet(() -> part(whole, side, Shares.TEST, "test", rule))),
        how(given, dev, test, ranked.isPresent()));
  }

  private static Corpus<LabelledText> part(
      Corpus<LabelledText> whole,
      ToIntFunction<String> side,
      int wanted,
      String name,
      String rule) {
    return Corpora.filter(
        whole,
        whole.name() + " (" + name + ")",
        name + " " + rule,
        record -> side.applyAsInt(record.text()) == wanted);
  }

  private static String how(
      GivenSets<LabelledText> given, double dev, double test, boolean ranked) {
    StringBuilder how = new StringBuilder();
    if (given.test().isPresent()) {
      how.append("test set as given; ");
    }
    if (given.dev().isPresent()) {
      how.append("development set as given; ");
    }
    if (dev > 0) {
      how.append(percent(dev)).append(" of the training texts for development");
    }
    if (test > 0) {
      how.append(dev > 0 ? " and " : "").append(percent(test));
      how.append(dev > 0 ? " for testing" : " of the training texts for testing");
    }
    return how.append(", chosen by a hash of the text")
        .append(ranked ? ", the same share of every class" : "")
        .append("; equal texts are on one side")
        .toString();
  }

  private static String percent(double share) {
    double value = Math.round(share * 1000) / 10.0;
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f %%", value)
        : String.format(Locale.ROOT, "%.1f %%", value);
  }
}
