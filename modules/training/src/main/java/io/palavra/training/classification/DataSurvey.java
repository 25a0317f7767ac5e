package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.corpus.Sample;
import io.palavra.pipeline.encode.ExampleCounts;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.split.DevSet;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.TestSet;
import io.palavra.pipeline.split.TrainSet;
import io.palavra.pipeline.vocabulary.LabelScan;
import io.palavra.pipeline.vocabulary.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * All that is to be known of the parts before a network can be made. Parts that were cut from one
 * corpus are looked at in one pass over it. What of a part is to be read again and again before
 * training is drawn in the same pass, so that a corpus larger than memory is not.
 */
final class DataSurvey {
  private static final int TRAIN = 0;
  private static final int DEV = 1;
  private static final int TEST = 2;

  /** Shares of the heap that may hold texts drawn to be looked at more closely. */
  private static final int TRAIN_SHARE = 16;

  private static final int OTHER_SHARE = 64;

  /** A person who waits is told how far it is, about that often. */
  private static final long NANOS_BETWEEN_WORDS = 30_000_000_000L;

  private static final int RECORDS_BETWEEN_LOOKS = 10_000;

  private final Corpora.Visitor<LabelledText> visitor = this::see;
  private final LabelScan.Builder labels = new LabelScan.Builder();
  private final TextEncoder.Learner learner;
  private final Judged dev;
  private final Judged test;
  private final String train;
  private final List<Sample<LabelledText>> samples;
  private final Consumer<String> say;
  private long read;
  private long told = System.nanoTime();

  private DataSurvey(Split<LabelledText> split, TextOptions options, Consumer<String> say) {
    this.say = say;
    this.samples = List.of(sample(TRAIN_SHARE), sample(OTHER_SHARE), sample(OTHER_SHARE));
    this.learner = new TextEncoder.Learner(options);
    this.train = split.train().corpus().name();
    this.dev = new Judged(split.dev().corpus().name(), "to choose the best epoch by");
    this.test = new Judged(split.test().corpus().name(), "to test on");
  }

  private static Sample<LabelledText> sample(int share) {
    return new Sample<>(ClassificationData::bytes, Runtime.getRuntime().maxMemory() / share);
  }

  /**
   * Reads all parts; holds a bounded sample of each.
   *
   * @param say told how far it is when that takes long
   */
  static DataSurvey of(Split<LabelledText> split, TextOptions options, Consumer<String> say) {
    DataSurvey survey = new DataSurvey(split, options, say);
    List<Corpus<LabelledText>> parts =
        List.of(split.train().corpus(), split.dev().corpus(), split.test().corpus());
    Corpora.together(parts, survey.visitor);
    return survey;
  }

  private void see(int part, Located<LabelledText> record) {
    if (part == TRAIN) {
      record.use(row -> learner.see(row.text()));
      labels.add(record.value().label());
    } else {
      record.use(row -> learner.check(row.text()));
      (part == DEV ? dev : test).see(record);
    }
    samples.get(part).see(record);
    if (++read % RECORDS_BETWEEN_LOOKS == 0 && System.nanoTime() - told > NANOS_BETWEEN_WORDS) {
      told = System.nanoTime();
      say.accept(String.format(Locale.ROOT, "Looking at the data: %,d texts so far", read));
    }
  }

  /**
   * The classes of the training part.
   *
   * @throws BadInputException when it is empty or has one class only
   */
  LabelScan labels() {
    return labels.build(train);
  }

  /**
   * The sets of labels of all parts, counted over the training part.
   *
   * @throws BadInputException when a text to choose by or to test on has a label that no text to
   *     learn from has
   */
  LabelScan labelSets(String separator) {
    LabelScan own = labels.build(train);
    Set<String> known = new TreeSet<>();
    own.labels().names().forEach(set -> known.addAll(List.of(set.split(Pattern.quote(separator)))));
    SortedMap<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < own.labels().size(); i++) {
      counts.put(own.labels().name(i), own.counts()[i]);
    }
    for (Judged part : List.of(dev, test)) {
      part.first.forEach(
          (set, place) -> {
            LabelSets.parts(set, separator, place).stream()
                .filter(label -> !known.contains(label))
                .findFirst()
                .ifPresent(
                    label -> {
                      throw place.complaint(
                          label, "a label that training has seen: " + String.join(", ", known));
                    });
            counts.putIfAbsent(set, 0L);
          });
    }
    return new LabelScan(
        Labels.sorted(counts.keySet()),
        counts.values().stream().mapToLong(Long::longValue).toArray());
  }

  /** How much there is to learn from. */
  ExampleCounts counts() {
    return learner.counts();
  }

  /** Whether a part is larger than what may be looked at closely. */
  boolean sampled() {
    return samples.stream().anyMatch(Sample::partial);
  }

  /** The parts, those that are large as a random sample that memory holds. */
  Split<LabelledText> sample(Split<LabelledText> whole) {
    return new Split<>(
        new TrainSet<>(samples.get(TRAIN).of(whole.train().corpus())),
        new DevSet<>(samples.get(DEV).of(whole.dev().corpus())),
        new TestSet<>(samples.get(TEST).of(whole.test().corpus())),
        whole.how());
  }

  /** An encoder that has seen the training part alone. */
  TextEncoder encoder() {
    return learner.encoder();
  }

  /**
   * Texts to choose by.
   *
   * @throws BadInputException when there is none, or one has a class that training has not
   */
  long devRows(LabelScan known) {
    return dev.rows(known);
  }

  /** Texts to test on; throws as {@link #devRows}. */
  long testRows(LabelScan known) {
    return test.rows(known);
  }

  /** A part to judge by: its rows, and where each class stands first. */
  private static final class Judged {
    private final String name;
    private final String purpose;
    private final Map<String, Place> first = new LinkedHashMap<>();
    private long rows;

    Judged(String name, String purpose) {
      this.name = name;
      this.purpose = purpose;
    }

    void see(Located<LabelledText> record) {
      first.putIfAbsent(record.value().label(), record.place());
      rows++;
    }

    long rows(LabelScan known) {
      first.forEach((label, place) -> known.labels().index(label, place));
      if (rows == 0) {
        throw BadInputException.of(name, "texts " + purpose + "; there is none");
      }
      return rows;
    }
  }
}
