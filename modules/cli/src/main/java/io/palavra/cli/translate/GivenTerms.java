package io.palavra.cli.translate;

import io.palavra.cli.input.Lines;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
      description = "Where a text holds SOURCE, its translation holds TARGET; repeatable.")
  private List<String> given = List.of();

  @Option(
      names = "--terms",
      paramLabel = "FILE",
      description = "Such terms, one a line, a tabulator between source and target.")
  private Path file;

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
      terms.forEach(
          (source, target) -> {
            if (source.matcher(text).find()) {
              due.add(target);
            }
          });
      return due;
    };
  }

  private void addAll(Map<Pattern, String> terms) {
    try (InputStream in = Files.newInputStream(file)) {
      Lines lines = new Lines(in, file.toString(), StandardCharsets.UTF_8);
      for (int number = 1; lines.hasNext(); number++) {
        String line = lines.next();
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

  /** Whole words in any letter case. */
  private static Pattern words(String term) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}])" + Pattern.quote(term.strip()) + "(?![\\p{L}\\p{N}])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
