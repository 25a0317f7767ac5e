package io.palavra.cli.translate;

import io.palavra.cli.input.Lines;
import io.palavra.pipeline.BadInputException;
import io.palavra.translator.search.SearchOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Words that have to be translated in one way. */
final class GivenTerms {
  @Option(
      names = "--term",
      paramLabel = "SOURCE=TARGET",
      description =
          "Where a text holds SOURCE, its translation holds TARGET; repeatable. Needs a beam of 2 or more.")
  private List<String> given = List.of();

  @Option(
      names = "--terms",
      paramLabel = "FILE",
      description = "Such terms, one a line, a tabulator between source and target.")
  private Path file;

  /**
   * Looks whether such a search can hold the terms.
   *
   * @throws BadInputException for draws and for a beam of 1, where a term would push out what the
   *     model makes of the sentence
   */
  void require(SearchOptions search) {
    if (given.isEmpty() && file == null) {
      return;
    }
    if (search.sampling().isPresent()) {
      throw BadInputException.of("option --sample", "a search, since there are terms to hold");
    }
    if (search.beam() == 1) {
      throw BadInputException.of("option --beam", "1", "2 or more, since there are terms to hold");
    }
  }

  /**
   * The terms that a text's translation must hold.
   *
   * @throws BadInputException for a blank side, and for a source that is given two translations
   */
  Function<String, List<String>> read() {
    Map<String, Term> terms = new LinkedHashMap<>();
    for (String term : given) {
      int equals = term.indexOf('=');
      if (equals < 0
          || term.substring(0, equals).isBlank()
          || term.substring(equals + 1).isBlank()) {
        throw BadInputException.of("option --term", term, "SOURCE=TARGET");
      }
      add(terms, term.substring(0, equals), term.substring(equals + 1))
          .ifPresent(
              other -> {
                throw BadInputException.of("option --term", term, once(other));
              });
    }
    if (file != null) {
      addAll(terms);
    }
    List<Term> all = List.copyOf(terms.values());
    return text -> {
      String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
      return all.stream()
          .filter(term -> term.source.matcher(composed).find())
          .map(Term::target)
          .toList();
    };
  }

  private record Term(Pattern source, String target) {}

  private void addAll(Map<String, Term> terms) {
    try (InputStream in = Lines.bytes(file)) {
      Lines lines = new Lines(in, file.toString(), StandardCharsets.UTF_8);
      for (int number = 1; lines.hasNext(); number++) {
        String line = lines.next();
        if (line.isBlank()) {
          continue;
        }
        String[] pair = line.split("\t", -1);
        if (pair.length != 2 || pair[0].isBlank() || pair[1].isBlank()) {
          throw BadInputException.at(
              file.toString(), number, line, "a term, a tabulator and its translation");
        }
        Optional<String> other = add(terms, pair[0], pair[1]);
        if (other.isPresent()) {
          throw BadInputException.at(file.toString(), number, line, once(other.get()));
        }
      }
    } catch (IOException e) {
      throw BadInputException.of(file.toString(), "a file that can be read").because(e);
    }
  }

  /** The other translation that the source has already, if there is one. */
  private static Optional<String> add(Map<String, Term> terms, String source, String target) {
    String composed = Normalizer.normalize(source.strip(), Normalizer.Form.NFC);
    Term term = new Term(words(composed), target.strip());
    return Optional.ofNullable(terms.putIfAbsent(composed.toLowerCase(Locale.ROOT), term))
        .map(Term::target)
        .filter(there -> !there.equals(term.target));
  }

  private static String once(String other) {
    return "one translation of each term; this one has \"" + other + "\" already";
  }

  /** Whole words in any letter case. */
  private static Pattern words(String composed) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{M}\\p{N}])" + Pattern.quote(composed) + "(?![\\p{L}\\p{M}\\p{N}])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
