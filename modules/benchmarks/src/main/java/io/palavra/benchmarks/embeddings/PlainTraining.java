package io.palavra.benchmarks.embeddings;

import io.palavra.benchmarks.Timing;
import io.palavra.embeddings.text.PlainText;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.embeddings.train.EmbeddingTrainer;
import java.nio.file.Path;

/** One training in a JVM of its own, which says how many seconds a second one took. */
public final class PlainTraining {

  private PlainTraining() {}

  /** {@code CASE TEXT}. */
  public static void main(String[] args) {
    EmbeddingOptions base = EmbeddingOptions.defaults().with(draft -> draft.epochs = 1);
    EmbeddingOptions options = EmbeddingsBenchmark.cases(base).get(args[0]);
    Path text = Path.of(args[1]);
    EmbeddingTrainer.train(new PlainText(text), options);
    System.out.println(Timing.once(() -> EmbeddingTrainer.train(new PlainText(text), options)));
  }
}
