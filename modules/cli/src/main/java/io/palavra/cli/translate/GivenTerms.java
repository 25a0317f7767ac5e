package io.palavra.cli.translate;

import io.palavra.cli.input.Lines;
import io.palavra.pipeline.BadInputException;
import io.palavra.translator.search.SearchOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** The terms that a text's translation must hold. */
  Function<String, List<String>> read() {
    Map<Pattern, String> terms = new LinkedHashMap<>();
    for (String term : given) {
      int equals = term.indexOf('=');
      if (equals < 1 || equals == term.length() - 1) {
        throw BadInputException.of("option --term", term, "SOURCE=TARGET");
      }
      terms.put(words(term.substring(0, equals)), term.substring(equals + 1));
    }
    if (file != null) {
      addAll(terms);
    }
    return text -> {
      List<String> due = new ArrayList<>();
      String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
      terms.forEach(
          (source, target) -> {
            if (source.matcher(composed).find()) {
              due.add(target);
            }
          });
      return due;
    };
  }

  private void addAll(Map<Pattern, String> terms) {
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
        terms.put(words(pair[0]), pair[1]);
      }
    } catch (IOException e) {
      throw BadInputException.of(file.toString(), "a file that can be read").because(e);
    }
  }

  /** Whole words in any letter case, composed as the model's are. */
  private static Pattern words(String term) {
    String composed = Normalizer.normalize(term.strip(), Normalizer.Form.NFC);
    return Pattern.compile(
        "(?<![\\p{L}\\p{M}\\p{N}])" + Pattern.quote(composed) + "(?![\\p{L}\\p{M}\\p{N}])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
