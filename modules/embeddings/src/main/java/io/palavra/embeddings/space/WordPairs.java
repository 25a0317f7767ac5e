package io.palavra.embeddings.space;

import io.palavra.embeddings.space.Alignment.Pair;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Lines;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.file.TextFile;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.TokenizerSpec;
import io.palavra.pipeline.token.Tokenizers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Pairs of words from a file, or from sentences and their translations. */
public final class WordPairs {
  private WordPairs() {}

  /**
   * Pairs of a name or path.
   *
   * @param data a data set of translations by its name in the catalogue, or a file with two words a
   *     line
   * @throws BadInputException when there are no pairs
   */
  public static List<Pair> of(String data) {
    Catalog catalog = Catalog.standard();
    List<Pair> pairs =
        catalog.entry(data).isPresent()
            ? Lexicon.of(catalog.parallel(DataRequest.of(data)).train(), words())
            : read(Path.of(data));
    if (pairs.isEmpty()) {
      throw BadInputException.of(data, "at least one pair of words");
    }
    return pairs;
  }

  private static Function<String, List<String>> words() {
    Tokenizer tokenizer =
        Tokenizers.of(new TokenizerSpec("words", new TreeMap<>(Map.of("lowerCase", "true"))));
    return text -> words(tokenizer, text);
  }

  private static List<String> words(Tokenizer tokenizer, String text) {
    return tokenizer.tokens(text).stream()
        .map(Token::text)
        .filter(word -> word.codePoints().anyMatch(Character::isLetter))
        .toList();
  }

  private static List<Pair> read(Path file) {
    List<Pair> pairs = new ArrayList<>();
    try (RecordStream<String> lines = new Lines(file.toString(), TextFile.utf8(file)).open()) {
      while (lines.hasNext()) {
        Located<String> line = lines.next();
        if (!line.value().isBlank()) {
          String[] words = line.value().strip().split("\\s+");
          if (words.length != 2) {
            throw line.place().complaint(line.value(), "two words");
          }
          pairs.add(new Pair(words[0], words[1]));
        }
      }
    }
    return pairs;
  }
}
