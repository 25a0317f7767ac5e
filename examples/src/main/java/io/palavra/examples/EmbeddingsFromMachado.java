package io.palavra.examples;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.model.EmbeddingsKind;
import io.palavra.embeddings.model.EmbeddingsOptions;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Learns word vectors from all that Machado de Assis wrote, two and a half million words, and asks
 * which words are near to love, house and Capitu.
 */
public final class EmbeddingsFromMachado {
  private static final List<String> ASKED = List.of("amor", "casa", "capitu");

  private EmbeddingsFromMachado() {}

  /**
   * Runs the example.
   *
   * @param args the data, where they shall be others than {@code machado}, and the run's folder
   */
  public static void main(String[] args) {
    String now = String.valueOf(System.currentTimeMillis() / 1000);
    String data = args.length > 0 ? args[0] : "machado";
    Path out = Path.of(args.length > 1 ? args[1] : "runs/machado-" + now);
    run(DataRequest.of(data), EmbeddingsOptions.defaults(), ASKED, out, System.out);
  }

  static WordVectors run(
      DataRequest data,
      EmbeddingsOptions options,
      List<String> asked,
      Path out,
      PrintStream print) {
    EmbeddingsKind embeddings = new EmbeddingsKind();
    TrainRequest request = TrainRequest.of(data, options, out).withSay(print::println);
    TrainedRun run = embeddings.train(request);

    WordVectors vectors = embeddings.load(BundleReader.read(run.model())).vectors();
    for (String word : asked) {
      print.println(word);
      for (Neighbour near : vectors.nearest(word, 5)) {
        print.printf(Locale.ROOT, "  %.3f  %s%n", near.similarity(), near.word());
      }
    }
    return vectors;
  }
}
