package io.palavra.embeddings.model;

import io.palavra.embeddings.text.CorpusWords;
import io.palavra.embeddings.text.PlainText;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.file.TextFile;
import io.palavra.pipeline.token.SpaceTokenizer;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.Tokenizers;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The words of the data that a run is given.
 *
 * @param name of the data, for reports
 * @param words cut as the options say
 * @param fingerprint of the data
 * @param notes asked for what the last reading noted of the texts, by number; nothing where no
 *     model is to know them again
 */
public record TextWords(
    String name, WordSource words, Fingerprint fingerprint, Supplier<List<TextNote>> notes) {
  /**
   * The words of any data set or file, cut and lower-cased as the defaults have it.
   *
   * @throws BadInputException when there are no such data
   */
  public static TextWords of(DataRequest request) {
    return of(request, EmbeddingsOptions.defaults());
  }

  /**
   * Nothing is read yet.
   *
   * @throws BadInputException when there are no such data
   */
  static TextWords of(DataRequest request, EmbeddingsOptions options) {
    Optional<Path> plain = plainFile(request, options);
    if (plain.isPresent()) {
      String name = String.valueOf(plain.get().getFileName());
      return new TextWords(name, new PlainText(plain.get()), Fingerprint.of(plain.get()), List::of);
    }
    DataRequest texts =
        new DataRequest(request.data(), Optional.empty(), Optional.empty(), request.reading());
    GivenSets<String> given = Catalog.standard().texts(texts);
    Corpus<String> corpus = given.train();
    Function<String, List<String>> cut = words(options);
    if (options.model().ofTexts()) {
      NotedTexts noted = new NotedTexts(corpus);
      return new TextWords(
          given.name(), new CorpusWords(noted, cut), corpus.fingerprint(), noted::notes);
    }
    return new TextWords(
        given.name(), new CorpusWords(corpus, cut), corpus.fingerprint(), List::of);
  }

  /** The words of one text. */
  static List<String> cut(EmbeddingsOptions options, String text) {
    return words(options).apply(text);
  }

  /**
   * A file that needs neither a charset nor a tokeniser is read as bytes, which is quickest; where
   * each text is to be known again it is read as a corpus, which knows where they stand.
   */
  private static Optional<Path> plainFile(DataRequest request, EmbeddingsOptions options) {
    boolean bytes =
        options.tokenizer().equals(SpaceTokenizer.NAME)
            && !options.lowerCase()
            && options.punctuation();
    if (!bytes || options.model().ofTexts() || !request.reading().isEmpty()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(request.data());
      boolean single = Files.isRegularFile(path) && TextFile.memberNames(path, 1).isEmpty();
      return single ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }

  private static Function<String, List<String>> words(EmbeddingsOptions options) {
    Function<String, List<String>> cut = tokens(options);
    return options.punctuation()
        ? cut
        : text -> cut.apply(text).stream().filter(TextWords::hasLetterOrDigit).toList();
  }

  private static Function<String, List<String>> tokens(EmbeddingsOptions options) {
    Tokenizer tokenizer =
        Tokenizers.of(
            Tokenizers.spec(
                options.tokenizer(), Map.of("lowerCase", String.valueOf(options.lowerCase()))));
    return text -> tokenizer.tokens(text).stream().map(Token::text).toList();
  }

  private static boolean hasLetterOrDigit(String word) {
    return word.codePoints().anyMatch(Character::isLetterOrDigit);
  }
}
