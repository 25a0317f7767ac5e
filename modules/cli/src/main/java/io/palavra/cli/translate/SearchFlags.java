package io.palavra.cli.translate;

import io.palavra.pipeline.BadInputException;
import io.palavra.translator.search.Sampling;
import io.palavra.translator.search.SearchOptions;
import io.palavra.translator.search.SearchOptionsBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** How translations are sought, where it shall not be as the model says. */
public final class SearchFlags {
  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Hypotheses kept of each sentence; 1 is quickest (the model's own).")
  private Integer beam;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description = "More favours longer translations (the model's own).")
  private Double lengthPenalty;

  @Option(
      names = "--coverage-penalty",
      paramLabel = "X",
      description = "More disfavours what leaves parts of the source unread (0).")
  private Double coveragePenalty;

  @Option(
      names = "--best",
      paramLabel = "N",
      description =
          "N lines for each line: score, tabulator, translation; empty ones where there are fewer.")
  private Integer best;

  @Option(
      names = "--block-repeated",
      paramLabel = "N",
      description = "No N sub-words twice in a translation (0: anything).")
  private Integer blockRepeated;

  @Option(names = "--min-length", paramLabel = "N", description = "Sub-words at least (0).")
  private Integer minLength;

  @Option(names = "--max-length", paramLabel = "N", description = "Sub-words at most (200).")
  private Integer maxLength;

  @Option(
      names = "--copy-unknown",
      description = "Copy the word that was looked at where an unknown one is due.")
  private boolean copyUnknown;

  @Option(
      names = "--sample",
      paramLabel = "SEED",
      description = "Draw translations by this seed instead of searching for the best.")
  private Long sample;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "With --sample: below 1 keeps to what is probable (1).")
  private Double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      description = "With --sample: from the N most probable sub-words (0: all).")
  private Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "X",
      description = "With --sample: from the most probable that have that share together (1).")
  private Double topP;

  /** Whether several translations of each line are asked for. */
  boolean many() {
    return best != null;
  }

  /** Lines of each answer; one of fewer translations, as of a blank text, is filled up. */
  int lines() {
    return best == null ? 1 : best;
  }

  /** What the model says, and what is said here. */
  public SearchOptions over(SearchOptions own) {
    if (minLength != null && maxLength == null && minLength > own.maxLength()) {
      throw BadInputException.of(
          "option --min-length",
          minLength.toString(),
          "a whole number from 0 to " + own.maxLength() + ", or --max-length beside it");
    }
    try {
      return searched(own);
    } catch (BadInputException e) {
      throw BadInputException.of(flag(e.source()), e.value().orElse(""), e.expected()).because(e);
    }
  }

  /**
   * The same where one translation of each text is used.
   *
   * @throws BadInputException where several are asked for
   */
  public SearchOptions forOne(SearchOptions own) {
    if (best != null && best != 1) {
      throw BadInputException.of(
          "option --best", best.toString(), "1, since one translation of each sentence is used");
    }
    return over(own);
  }

  /** {@code option topP} as it is given here: {@code option --top-p}. */
  private static String flag(String option) {
    return option
        .replaceFirst("^option ", "option --")
        .replaceAll("([A-Z])", "-$1")
        .toLowerCase(Locale.ROOT);
  }

  private SearchOptions searched(SearchOptions own) {
    SearchOptionsBuilder search = own.toBuilder();
    search.beam(beam == null ? Math.max(own.beam(), best == null ? 1 : best) : beam);
    set(lengthPenalty, search::lengthPenalty);
    set(coveragePenalty, search::coveragePenalty);
    set(best, search::best);
    set(blockRepeated, search::blockRepeated);
    set(minLength, search::minLength);
    set(maxLength, search::maxLength);
    set(copyUnknown ? true : null, search::copyUnknown);
    set(drawn(), search::sampling);
    return search.build();
  }

  /** Null for a search. */
  private Sampling drawn() {
    if (sample == null) {
      requireSample("temperature", temperature);
      requireSample("topK", topK);
      requireSample("topP", topP);
      return null;
    }
    Sampling all = Sampling.of(sample);
    return new Sampling(
        temperature == null ? all.temperature() : temperature,
        topK == null ? all.topK() : topK,
        topP == null ? all.topP() : topP,
        sample);
  }

  private static void requireSample(String option, Number value) {
    if (value != null) {
      throw BadInputException.of(
          "option " + option,
          value.toString(),
          "--sample SEED with it, since a search draws nothing");
    }
  }

  private static <T> void set(T value, Consumer<T> place) {
    Optional.ofNullable(value).ifPresent(place);
  }
}
