package io.palavra.pipeline.check;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.corpus.RecordStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks for what is wrong with sentence pairs before a translator learns from them: empty sides,
 * swapped languages, sides that were not translated, lengths that do not fit, pairs that stand
 * twice, sentences of a test that are learned from. Each part is read once, test first.
 */
public final class PairCheck {
  private static final int EXAMPLES = 3;
  private static final int CHUNK = 20;
  private static final int MOST_GUESSED = 2000;
  private static final int MOST_GUESSED_ALONE = 2000;
  private static final int FEWEST_WORDS = 4;
  private static final double UNEQUAL = 3;
  private static final int UNEQUAL_WORDS = 10;

  private final LanguageGuess guess = new LanguageGuess();
  private final Set<String> heldOut = new HashSet<>();
  private final Map<Part, Map<FindingKind, Tally>> tallies = new EnumMap<>(Part.class);
  private final Map<Part, Sides> languages = new EnumMap<>(Part.class);

  /** Languages by how often a stretch of a side was in them. */
  private static final class Sides {
    private final Map<String, Integer> source = new TreeMap<>();
    private final Map<String, Integer> target = new TreeMap<>();
    private final StringBuilder sources = new StringBuilder();
    private final StringBuilder targets = new StringBuilder();
    private final Map<Direction, Tally> directions = new TreeMap<>();
    private long guessed;
    private long pairs;

    private static String most(Map<String, Integer> counts) {
      return counts.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .orElse("");
    }
  }

  /** What single pairs are translated from and to. */
  private record Direction(String from, String to) implements Comparable<Direction> {
    Direction reversed() {
      return new Direction(to, from);
    }

    @Override
    public int compareTo(Direction other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return "from " + from + " to " + to;
    }
  }

  /**
   * Checks all parts.
   *
   * @return the gravest first
   * @throws io.palavra.pipeline.BadInputException when a part can not be read
   */
  public List<Finding> check(
      Corpus<ParallelText> train,
      Optional<Corpus<ParallelText>> dev,
      Optional<Corpus<ParallelText>> test) {
    test.ifPresent(corpus -> read(Part.TEST, corpus));
    dev.ifPresent(corpus -> read(Part.DEV, corpus));
    read(Part.TRAIN, train);
    List<Finding> findings = new ArrayList<>();
    tallies.forEach(
        (part, kinds) -> kinds.forEach((kind, tally) -> findings.add(finding(part, kind, tally))));
    languages.forEach(
        (part, sides) -> {
          if (sides.pairs == 0) {
            findings.add(Finding.noRows(part));
          }
        });
    directions(findings);
    findings.sort(
        Comparator.comparing(Finding::severity, Comparator.reverseOrder())
            .thenComparing(Finding::kind)
            .thenComparing(Finding::where));
    return findings;
  }

  private void read(Part part, Corpus<ParallelText> corpus) {
    Sides sides = languages.computeIfAbsent(part, p -> new Sides());
    Set<String> seen = new HashSet<>();
    try (RecordStream<ParallelText> records = corpus.open()) {
      while (records.hasNext()) {
        see(part, records.next(), sides, seen);
      }
    }
    chunk(sides);
  }

  private void see(Part part, Located<ParallelText> record, Sides sides, Set<String> seen) {
    String source = record.value().source();
    String target = record.value().target();
    String both = source + " ||| " + target;
    sides.pairs++;
    if (source.isBlank() || target.isBlank()) {
      note(part, FindingKind.EMPTY_TEXT, record, both);
      return;
    }
    int words = words(source);
    int others = words(target);
    if (Math.abs(words - others) > UNEQUAL_WORDS
        && Math.max(words, others) > UNEQUAL * Math.min(words, others)) {
      note(part, FindingKind.UNEQUAL_LENGTHS, record, both);
    }
    if (source.equals(target) && words >= FEWEST_WORDS) {
      note(part, FindingKind.UNTRANSLATED, record, source);
    }
    if (both.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7F)) {
      note(part, FindingKind.CONTROL_CHARACTERS, record, both);
    }
    if (!seen.add(both)) {
      note(part, FindingKind.EXACT_DUPLICATE, record, both);
    }
    String one = source.strip().toLowerCase(Locale.ROOT);
    String other = target.strip().toLowerCase(Locale.ROOT);
    if (part != Part.TEST && (heldOut.contains(one) || heldOut.contains(other))) {
      note(part, FindingKind.OVERLAP, record, both);
    }
    if (part != Part.TRAIN) {
      heldOut.add(one);
      heldOut.add(other);
    }
    direction(record, sides);
    sides.sources.append(source).append(' ');
    sides.targets.append(target).append(' ');
    if (sides.pairs % CHUNK == 0) {
      chunk(sides);
    }
  }

  /** Most single sentences are too short for a sure guess; what the others say is counted. */
  private void direction(Located<ParallelText> record, Sides sides) {
    String source = record.value().source();
    String target = record.value().target();
    int least = LanguageGuess.FEWEST_LETTERS;
    if (sides.guessed == MOST_GUESSED_ALONE || source.length() < least || target.length() < least) {
      return;
    }
    sides.guessed++;
    Optional<String> from = guess.of(source);
    Optional<String> to = from.isEmpty() ? from : guess.of(target);
    if (to.isPresent() && !to.equals(from)) {
      sides
          .directions
          .computeIfAbsent(new Direction(from.get(), to.get()), d -> new Tally(EXAMPLES))
          .add(record.place(), source + " ||| " + target, 0);
    }
  }

  private void chunk(Sides sides) {
    if (sides.pairs <= (long) CHUNK * MOST_GUESSED) {
      guess
          .of(sides.sources.toString())
          .ifPresent(name -> sides.source.merge(name, 1, Integer::sum));
      guess
          .of(sides.targets.toString())
          .ifPresent(name -> sides.target.merge(name, 1, Integer::sum));
    }
    sides.sources.setLength(0);
    sides.targets.setLength(0);
  }

  private void note(Part part, FindingKind kind, Located<ParallelText> record, String text) {
    tallies
        .computeIfAbsent(part, p -> new EnumMap<>(FindingKind.class))
        .computeIfAbsent(kind, k -> new Tally(EXAMPLES))
        .add(record.place(), text, 0);
  }

  /** Which language each side is in, and whether all parts agree. */
  private void directions(List<Finding> findings) {
    Sides train = languages.get(Part.TRAIN);
    String source = Sides.most(train.source);
    String target = Sides.most(train.target);
    for (Map.Entry<Part, Sides> entry : languages.entrySet()) {
      Sides sides = entry.getValue();
      String from = Sides.most(sides.source);
      String to = Sides.most(sides.target);
      Optional<Finding> mixed = mixed(entry.getKey(), sides);
      if (mixed.isPresent()) {
        findings.add(mixed.get());
      } else if (!from.isEmpty() && from.equals(to)) {
        findings.add(
            about(
                Severity.WARNING,
                FindingKind.OTHER_LANGUAGE,
                entry,
                "both sides look like " + from));
      } else if (!from.isEmpty() && !to.isEmpty() && from.equals(target) && to.equals(source)) {
        findings.add(
            about(
                Severity.GRAVE,
                FindingKind.SWAPPED_LANGUAGES,
                entry,
                "from "
                    + from
                    + " to "
                    + to
                    + ", and train goes from "
                    + source
                    + " to "
                    + target));
      } else if (sides.source.getOrDefault(to, 0) > 0 && sides.target.getOrDefault(from, 0) > 0) {
        findings.add(
            about(
                Severity.GRAVE,
                FindingKind.SWAPPED_LANGUAGES,
                entry,
                "most from "
                    + from
                    + " to "
                    + to
                    + ", some stretches of "
                    + CHUNK
                    + " pairs the other way round"));
      }
    }
  }

  /** Single pairs that go the other way round than most. */
  private static Optional<Finding> mixed(Part part, Sides sides) {
    Optional<Direction> most =
        sides.directions.entrySet().stream()
            .max(Comparator.comparingLong(entry -> entry.getValue().count()))
            .map(Map.Entry::getKey);
    return most.filter(direction -> sides.directions.containsKey(direction.reversed()))
        .map(
            direction -> {
              Tally swapped = sides.directions.get(direction.reversed());
              return new Finding(
                  Severity.GRAVE,
                  FindingKind.SWAPPED_LANGUAGES,
                  part.toString(),
                  swapped.count(),
                  String.format(
                      Locale.ROOT,
                      "%,d of %,d pairs that were long enough to look at go %s, most others %s",
                      swapped.count(),
                      sides.guessed,
                      direction.reversed(),
                      direction),
                  swapped.examples());
            });
  }

  private static Finding about(
      Severity severity, FindingKind kind, Map.Entry<Part, Sides> part, String message) {
    return new Finding(
        severity, kind, part.getKey().toString(), part.getValue().pairs, message, List.of());
  }

  private Finding finding(Part part, FindingKind kind, Tally tally) {
    String what =
        switch (kind) {
          case EMPTY_TEXT -> "pairs with an empty side, which training refuses";
          case UNEQUAL_LENGTHS -> "pairs with a side three times as long as the other";
          case UNTRANSLATED -> "pairs whose sides are equal";
          case EXACT_DUPLICATE -> "pairs that stand earlier in the same part";
          case OVERLAP -> "pairs of which a side stands in development or test";
          default -> "pairs with control characters";
        };
    return new Finding(
        kind == FindingKind.EMPTY_TEXT || kind == FindingKind.OVERLAP
            ? Severity.GRAVE
            : Severity.WARNING,
        kind,
        part.toString(),
        tally.count(),
        String.format(Locale.ROOT, "%,d of %,d %s", tally.count(), languages.get(part).pairs, what),
        tally.examples());
  }

  private static int words(String text) {
    return text.strip().split("\\s+").length;
  }
}
