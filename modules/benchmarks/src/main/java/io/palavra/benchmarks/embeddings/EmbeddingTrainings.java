package io.palavra.benchmarks.embeddings;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Timing;
import io.palavra.benchmarks.program.JavaProgram;
import io.palavra.embeddings.glove.GloveOptions;
import io.palavra.embeddings.glove.GloveTrainer;
import io.palavra.embeddings.text.PlainText;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.embeddings.train.EmbeddingTrainer;
import io.palavra.embeddings.train.EmbeddingTraining;
import io.palavra.embeddings.train.ParagraphOptions;
import io.palavra.embeddings.train.ParagraphVectors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Trainings beside those of word2vec and FastText: what each is measured by. */
final class EmbeddingTrainings {
  private static final String SUITE = "embeddings";
  private static final String WORDS = "words/s";
  private static final int EPOCHS = 3;

  private final Path folder;
  private final EmbeddingPeers peers;
  private final EmbeddingsBenchmark.Taking add;

  EmbeddingTrainings(Path folder, EmbeddingPeers peers, EmbeddingsBenchmark.Taking add) {
    this.folder = folder;
    this.peers = peers;
    this.add = add;
  }

  /** Training alone, without counting and writing down, which one thread does. */
  void secondThread(
      Path little, Path text, long words, EmbeddingOptions base, Consumer<String> say) {
    for (Map.Entry<String, EmbeddingOptions> one : EmbeddingsBenchmark.cases(base).entrySet()) {
      EmbeddingsBenchmark.warmUp(little, one.getValue());
      double[] rates = new double[3];
      for (int threads = 1; threads <= 2; threads++) {
        int own = threads;
        EmbeddingOptions options =
            one.getValue()
                .with(
                    draft -> {
                      draft.threads = own;
                      draft.epochs = EPOCHS;
                    });
        try (EmbeddingTraining training =
            EmbeddingTraining.of(new PlainText(text), options, folder)) {
          rates[threads] =
              EPOCHS * words / Timing.once(() -> training.run(() -> false, progress -> {}));
        }
      }
      Measure.Rival alone = new Measure.Rival("one thread", rates[1]);
      add.take(
          new Measure(SUITE, "second-thread " + one.getKey(), rates[2], WORDS, Optional.of(alone)),
          say);
    }
  }

  /** PV-DBOW, a line a paragraph. */
  void paragraphs(Path little, Path text, long words, EmbeddingOptions base, Consumer<String> say) {
    ParagraphOptions given = ParagraphOptions.defaults();
    ParagraphOptions options = new ParagraphOptions(given.model(), base, given.inferenceEpochs());
    ParagraphOptions warm =
        new ParagraphOptions(
            given.model(),
            base.with(draft -> draft.epochs = EmbeddingsBenchmark.WARM_UP),
            given.inferenceEpochs());
    ParagraphVectors.train(new PlainText(little), warm);
    double ours = words / Timing.once(() -> ParagraphVectors.train(new PlainText(text), options));
    OptionalDouble gensim = peers.gensim("doc2vec", text, base.dimensions(), base.epochs());
    add.take("paragraph-vectors", ours, WORDS, "gensim", gensim, say);
    OptionalDouble stock =
        rate(words, () -> StockWordVectors.paragraphs(text, base), "paragraph vectors", say);
    add.take("paragraph-vectors", ours, WORDS, "stock-dl4j", stock, say);
  }

  /** No peer: Deeplearning4j has none any more, and Debian no package of the original. */
  void glove(Path little, Path text, long words, Consumer<String> say) {
    GloveOptions options = GloveOptions.defaults().with(draft -> draft.epochs = 5);
    GloveTrainer.train(new PlainText(little), options, folder, loss -> {});
    double seconds =
        Timing.once(() -> GloveTrainer.train(new PlainText(text), options, folder, loss -> {}));
    add.take(Measure.alone(SUITE, "glove, counting and 5 epochs", 5 * words / seconds, WORDS), say);
  }

  /** Skip-gram of Deeplearning4j on the same text. */
  void stock(
      Path little, long few, Path text, long words, EmbeddingOptions base, Consumer<String> say) {
    EmbeddingsBenchmark.warmUp(little, base);
    double ours = words / Timing.once(() -> EmbeddingTrainer.train(new PlainText(text), base));
    Runnable training = () -> StockWordVectors.skipGram(little, base);
    rate(few, training, "skip-gram, warming up", say);
    OptionalDouble stock = rate(few, training, "skip-gram", say);
    add.take("skip-gram", ours, WORDS, "stock-dl4j", stock, say);
  }

  /** Nothing, said aloud, where Deeplearning4j's training ends with a fault of its own. */
  private static OptionalDouble rate(
      long words, Runnable training, String what, Consumer<String> say) {
    try {
      return OptionalDouble.of(words / Timing.once(training));
    } catch (RuntimeException | LinkageError e) {
      say.accept("Deeplearning4j's " + what + " does not run here: " + e);
      return OptionalDouble.empty();
    }
  }

  /** A JVM without the Vector API, its start and a first training left out. */
  void plain(Path text, long words, Consumer<String> say) {
    for (String what : List.of("skip-gram", "cbow", "skip-gram-hs")) {
      List<String> command =
          JavaProgram.with(PlainTraining.class, List.of(), List.of(what, text.toString()));
      OptionalDouble ours =
          peers.says(command.toArray(String[]::new)).stream()
              .mapToDouble(said -> words / Double.parseDouble(said.strip()))
              .findFirst();
      OptionalDouble gensim = peers.gensim(what, text, 100, 1);
      ours.ifPresent(rate -> add.take("plain-java " + what, rate, WORDS, "gensim", gensim, say));
    }
  }

  /** A ratio above 1 says that the peer holds more. */
  void memory(Path text, EmbeddingOptions base, Consumer<String> say) {
    Map<String, EmbeddingOptions> cases = EmbeddingsBenchmark.cases(base);
    for (String what : List.of("skip-gram", "sub-words")) {
      OptionalLong ours = EmbeddingMemory.ours(what, text, base.dimensions(), folder);
      OptionalLong theirs =
          peers.fastTextMemory(EmbeddingsBenchmark.fastTextOptions(what, text, cases.get(what)));
      if (ours.isPresent()) {
        double models = 1e9 / ours.getAsLong();
        OptionalDouble peer = theirs.stream().mapToDouble(bytes -> 1e9 / bytes).findFirst();
        add.take("memory " + what, models, "trainings in a gigabyte", "fasttext", peer, say);
      }
    }
  }
}
