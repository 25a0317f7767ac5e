package io.palavra.examples;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.model.EmbeddingsKind;
import io.palavra.embeddings.model.EmbeddingsOptions;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.options.OptionBinder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Words that the training text never had: with sub-words (Bojanowski et al. 2017) a diminutive or a
 * misspelling gets a vector from its pieces and finds its family.
 */
public final class UnseenWords {
  private static final List<String> UNSEEN = List.of("casarãozinho", "amorosíssimo", "trizteza");

  private UnseenWords() {}

  /**
   * Runs the example.
   *
   * @param args the data, where they shall be others than {@code machado}, and the run's folder
   */
  public static void main(String[] args) {
    String now = String.valueOf(System.currentTimeMillis() / 1000);
    String data = args.length > 0 ? args[0] : "machado";
    Path out = Path.of(args.length > 1 ? args[1] : "runs/unseen-" + now);
    run(DataRequest.of(data), List.of("buckets=200000"), UNSEEN, out, System.out);
  }

  static WordVectors run(
      DataRequest data, List<String> sets, List<String> unseen, Path out, PrintStream print) {
    EmbeddingsOptions plain = EmbeddingsOptions.defaults();
    EmbeddingsOptions options =
        OptionBinder.bind(
            OptionBinder.bind(plain, Optional.empty(), List.of("subwords=true")),
            Optional.empty(),
            sets);
    EmbeddingsKind embeddings = new EmbeddingsKind();
    TrainRequest request = TrainRequest.of(data, options, out).withSay(print::println);
    WordVectors vectors =
        embeddings.load(BundleReader.read(embeddings.train(request).model())).vectors();

    for (String word : unseen) {
      print.println(word + (vectors.find(word) < 0 ? ", which the text never has" : ""));
      for (Neighbour near : vectors.nearest(word, 5)) {
        print.printf(Locale.ROOT, "  %.3f  %s%n", near.similarity(), near.word());
      }
    }
    return vectors;
  }
}
