package io.palavra.examples;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.model.TextWords;
import io.palavra.embeddings.phrases.PhraseOptions;
import io.palavra.embeddings.phrases.Phrases;
import io.palavra.embeddings.space.CosMul;
import io.palavra.embeddings.text.WordSource;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.embeddings.train.EmbeddingTrainer;
import io.palavra.pipeline.catalog.DataRequest;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Joins words that belong together ({@code rio_de_janeiro}), learns vectors of words and phrases
 * (Mikolov et al. 2013), and asks what is to "mother" as "son" is to "father", by adding (3CosAdd)
 * and by multiplying (3CosMul).
 */
public final class PhrasesAndAnalogies {
  private PhrasesAndAnalogies() {}

  /**
   * Runs the example.
   *
   * @param args the data, where they shall be others than {@code machado}
   */
  public static void main(String[] args) {
    String data = args.length > 0 ? args[0] : "machado";
    run(
        DataRequest.of(data),
        List.of("pai", "filho", "mãe"),
        EmbeddingOptions.defaults(),
        System.out);
  }

  static WordVectors run(
      DataRequest data, List<String> question, EmbeddingOptions options, PrintStream print) {
    WordSource text = TextWords.of(data).words();
    Phrases phrases = Phrases.learn(text, PhraseOptions.defaults());
    for (Phrases.Phrase phrase : phrases.all().stream().limit(10).toList()) {
      print.printf(Locale.ROOT, "%8.0f  %s%n", phrase.score(), phrase.words());
    }

    WordVectors vectors =
        EmbeddingTrainer.train(Phrases.join(text, PhraseOptions.defaults(), 2), options);

    String a = question.get(0);
    String b = question.get(1);
    String c = question.get(2);
    print.printf("%s is to %s as %s is to ...%n", a, b, c);
    print.println("  by adding:      " + words(vectors.analogy(a, b, c, 3)));
    print.println("  by multiplying: " + words(CosMul.analogy(vectors, a, b, c, 3)));
    return vectors;
  }

  private static List<String> words(List<Neighbour> neighbours) {
    return neighbours.stream().map(Neighbour::word).toList();
  }
}
