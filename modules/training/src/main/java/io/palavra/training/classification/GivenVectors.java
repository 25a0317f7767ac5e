package io.palavra.training.classification;

import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.vectors.WordLookup;
import io.palavra.training.vectors.WordVectorReader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A file of word vectors of which words, too, are taken. It is read once for both; of a file
 * without n-grams no more vectors are held than a vocabulary may have words, beside those of the
 * words that are known already.
 *
 * @param words that texts can have, in the file's order, as many as a vocabulary may hold
 */
record GivenVectors(Path file, WordLookup lookup, List<String> words) {

  /**
   * Reads a file.
   *
   * @param encoder of the texts, with the words that they have
   * @param more words that will be known, too
   */
  static GivenVectors read(Path file, TextEncoder encoder, Collection<String> more) {
    Set<String> known = new HashSet<>();
    PretrainedVectors.words(encoder.vocabulary()).forEach(word -> known.add(lower(word)));
    more.forEach(word -> known.add(lower(word)));
    Predicate<String> token = word -> isToken(word, encoder.tokenizer());
    int most = encoder.options().maxVocabulary();
    WordLookup lookup = WordVectorReader.standard().read(file, new Wanted(known, token, most));
    return new GivenVectors(file, lookup, lookup.words().filter(token).limit(most).toList());
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static boolean isToken(String word, Tokenizer tokenizer) {
    List<Token> tokens = tokenizer.tokens(word);
    return tokens.size() == 1 && tokens.get(0).text().equals(word);
  }

  /** As {@link PretrainedVectors#put(Path, Vocabulary, ComputationGraph)}. */
  String put(Vocabulary vocabulary, ComputationGraph network) {
    return PretrainedVectors.put(file.toString(), lookup, vocabulary, network).sentence();
  }

  /** Known words in any case, and the first ones that texts can have. */
  private static final class Wanted implements Predicate<String> {
    private final Set<String> known;
    private final Predicate<String> token;
    private final int most;
    private int tokens;

    Wanted(Set<String> known, Predicate<String> token, int most) {
      this.known = known;
      this.token = token;
      this.most = most;
    }

    @Override
    public boolean test(String word) {
      boolean another = tokens < most && token.test(word);
      tokens += another ? 1 : 0;
      return another || known.contains(lower(word));
    }
  }
}
