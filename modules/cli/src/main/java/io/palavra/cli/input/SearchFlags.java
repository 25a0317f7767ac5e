package io.palavra.cli.input;

import io.palavra.pipeline.BadInputException;
import io.palavra.translator.Translator;
import io.palavra.translator.search.Sampling;
import io.palavra.translator.search.SearchOptions;
import io.palavra.translator.search.SearchOptionsBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

  @Option(
      names = "--min-length",
      paramLabel = "N",
      description = "Sub-words at least (0), whatever a translation may have at most.")
  private Integer minLength;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description =
          "Sub-words at most (twice those of the text and ten more, but no more than 200).")
  private Integer maxLength;

  @Option(
      names = "--copy-unknown",
      description = "Copy the word that was looked at where an unknown one is due.")
  private boolean copyUnknown;

  @Option(
      names = "--shortlist",
      description =
          "Choose among sub-words that are frequent or translate one of the sentence's: quicker.")
  private boolean shortlist;

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

  /**
   * Looks that none is given, for what does not search.
   *
   * @param kind of the model
   */
  public void refuse(String kind) {
    given()
        .ifPresent(
            flag -> {
              throw BadInputException.of(
                  "option --" + flag,
                  "a translator; a model of kind " + kind + " searches nothing");
            });
  }

  /** Whether any is given. */
  public boolean any() {
    return given().isPresent();
  }

  private Optional<String> given() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("beam", beam);
    all.put("length-penalty", lengthPenalty);
    all.put("coverage-penalty", coveragePenalty);
    all.put("best", best);
    all.put("block-repeated", blockRepeated);
    all.put("min-length", minLength);
    all.put("max-length", maxLength);
    all.put("copy-unknown", copyUnknown ? true : null);
    all.put("shortlist", shortlist ? true : null);
    all.put("sample", sample);
    all.put("temperature", temperature);
    all.put("top-k", topK);
    all.put("top-p", topP);
    return all.keySet().stream().filter(flag -> all.get(flag) != null).findFirst();
  }

  /** Whether several translations of each line are asked for. */
  public boolean many() {
    return best != null;
  }

  /** Lines of each answer; one of fewer translations, as of a blank text, is filled up. */
  public int lines() {
    return best == null ? 1 : best;
  }

  /**
   * What the model says, and what is said here.
   *
   * @throws BadInputException for what is out of range, and for what such a model can not do
   */
  public SearchOptions over(Translator translator) {
    SearchOptions search = over(translator.search());
    try {
      translator.require(search);
    } catch (BadInputException e) {
      throw asGiven(e);
    }
    return search;
  }

  private SearchOptions over(SearchOptions own) {
    if (minLength != null && maxLength == null && minLength > own.maxLength()) {
      throw BadInputException.of(
          "option --min-length",
          minLength.toString(),
          "a whole number from 0 to " + own.maxLength() + ", or --max-length beside it");
    }
    try {
      return searched(own);
    } catch (BadInputException e) {
      throw asGiven(e);
    }
  }

  private static BadInputException asGiven(BadInputException e) {
    String flag = flag(e.source());
    return e.value()
        .map(value -> BadInputException.of(flag, value, e.expected()))
        .orElseGet(() -> BadInputException.of(flag, e.expected()))
        .because(e);
  }

  /**
   * The same where one translation of each text is used.
   *
   * @throws BadInputException where several are asked for
   */
  public SearchOptions forOne(Translator translator) {
    if (best != null && best != 1) {
      throw BadInputException.of(
          "option --best", best.toString(), "1, since one translation of each sentence is used");
    }
    return over(translator);
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
    // Who says how long a translation may be means that of every text, however short it is.
    set(maxLength == null ? null : SearchOptions.ANY_RATIO, search::maxRatio);
    set(copyUnknown ? true : null, search::copyUnknown);
    set(shortlist ? true : null, search::shortlist);
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
