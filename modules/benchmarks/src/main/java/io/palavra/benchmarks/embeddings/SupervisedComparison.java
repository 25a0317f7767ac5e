package io.palavra.benchmarks.embeddings;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Timing;
import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.embeddings.fasttext.OutputLoss;
import io.palavra.embeddings.supervised.LabelledLines;
import io.palavra.embeddings.supervised.SupervisedOptions;
import io.palavra.embeddings.supervised.SupervisedTrainer;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Text classification beside {@code fasttext supervised} with the same files, options, loss and
 * threads: accuracy on the test part, and seconds for training with reading and, of fastText,
 * writing.
 */
final class SupervisedComparison {
  private static final int DIMENSIONS = 50;

  private SupervisedComparison() {}

  /** A data set and its options. */
  private record Task(String data, int epochs, double rate, int wordNgrams) {}

  private static final List<Task> TASKS =
      List.of(
          new Task("trec", 25, 0.5, 2),
          new Task("sst2", 10, 0.25, 2),
          new Task("b2w-polarity", 10, 0.25, 2),
          new Task("b2w-recommend", 10, 0.25, 2),
          new Task("imdb", 5, 0.5, 2));

  /** Those that the names say. */
  static void run(
      List<String> names,
      int seeds,
      Path folder,
      EmbeddingPeers peers,
      BiConsumer<Measure, Consumer<String>> add,
      Consumer<String> say)
      throws IOException {
    for (Task task : TASKS) {
      if (names.contains(task.data())) {
        measure(task, seeds, folder, peers, add, say);
      }
    }
  }

  private static void measure(
      Task task,
      int seeds,
      Path folder,
      EmbeddingPeers peers,
      BiConsumer<Measure, Consumer<String>> add,
      Consumer<String> say)
      throws IOException {
    GivenSets<LabelledText> data = Catalog.standard().classification(DataRequest.of(task.data()));
    Path train = folder.resolve("train.txt");
    Path test = folder.resolve("test.txt");
    long texts = write(data.train(), train);
    write(data.test().orElseThrow(), test);
    SupervisedOptions options =
        SupervisedOptions.defaults()
            .with(
                draft -> {
                  draft.dimensions = DIMENSIONS;
                  draft.epochs = task.epochs();
                  draft.learningRate = task.rate();
                  draft.wordNgrams = task.wordNgrams();
                  draft.loss = OutputLoss.SOFTMAX;
                  draft.threads = peers.threads();
                });
    SupervisedTrainer.train(LabelledLines.file(train), options);
    for (int seed = 1; seed <= seeds; seed++) {
      int own = seed;
      List<FastTextModel> model = new ArrayList<>();
      double ours =
          Timing.once(
              () ->
                  model.add(
                      SupervisedTrainer.train(
                          LabelledLines.file(train), options.with(draft -> draft.seed = own))));
      List<Double> right = new ArrayList<>();
      double predicting = Timing.once(() -> right.add(accuracy(model.get(0), test)));
      double theirs = Timing.once(() -> peers.fastText(given(task, train, options, own)));
      String title = "supervised-train " + task.data();
      if (peers.hasFastText()) {
        Measure.Rival rival =
            new Measure.Rival("fasttext", texts * (double) task.epochs() / theirs);
        add.accept(
            new Measure(
                "embeddings",
                title,
                texts * (double) task.epochs() / ours,
                "texts/s",
                Optional.of(rival)),
            say);
        compare(task, test, right.get(0), predicting, peers, add, say);
      } else {
        say.accept(String.format(Locale.ROOT, "%s: accuracy %.4f", title, right.get(0)));
      }
    }
  }

  private static void compare(
      Task task,
      Path test,
      double right,
      double predicting,
      EmbeddingPeers peers,
      BiConsumer<Measure, Consumer<String>> add,
      Consumer<String> say)
      throws IOException {
    List<Optional<String>> said = new ArrayList<>();
    double theirs =
        Timing.once(
            () ->
                said.add(
                    peers.fastTextSays("test", peers.fastTextModel().toString(), test.toString())));
    double theirRight =
        said.get(0)
            .flatMap(text -> text.lines().filter(line -> line.startsWith("P@1")).findFirst())
            .map(line -> Double.parseDouble(line.substring(3).strip()))
            .orElse(Double.NaN);
    say.accept(
        String.format(
            Locale.ROOT,
            "supervised-accuracy %s: %.4f, fasttext %.4f (it prints three digits)",
            task.data(),
            right,
            theirRight));
    long texts;
    try (var lines = Files.lines(test, StandardCharsets.UTF_8)) {
      texts = lines.count();
    }
    add.accept(
        new Measure(
            "embeddings",
            "supervised-predict " + task.data() + " (fasttext with the loading of its model)",
            texts / predicting,
            "texts/s",
            Optional.of(new Measure.Rival("fasttext", texts / theirs))),
        say);
  }

  private static List<String> given(Task task, Path train, SupervisedOptions options, int seed) {
    return List.of(
        "supervised",
        "-input",
        train.toString(),
        "-dim",
        "" + options.dimensions(),
        "-epoch",
        "" + task.epochs(),
        "-lr",
        "" + task.rate(),
        "-wordNgrams",
        "" + task.wordNgrams(),
        "-loss",
        "softmax",
        "-seed",
        "" + seed);
  }

  private static double accuracy(FastTextModel model, Path test) {
    int[] counts = new int[2];
    LabelledLines.file(test)
        .read(
            (labels, text) -> {
              counts[0]++;
              counts[1] += model.predict(text, 1).get(0).name().equals(labels.get(0)) ? 1 : 0;
            });
    return counts[1] / (double) counts[0];
  }

  /**
   * Lower case, a space around marks, as the authors of fastText prepare texts; in an order of
   * chance, since fastText learns in the order of the file and files may have one class behind the
   * other.
   */
  private static long write(Corpus<LabelledText> corpus, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (RecordStream<LabelledText> records = corpus.open()) {
      while (records.hasNext()) {
        LabelledText record = records.next().value();
        String text =
            record
                .text()
                .toLowerCase(Locale.ROOT)
                .replace("<br />", " ")
                .replaceAll("([.!?,'/()\"])", " $1 ")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        lines.add("__label__" + record.label().replace(' ', '_') + " " + text);
      }
    }
    Collections.shuffle(lines, new Random(1));
    Files.write(file, lines, StandardCharsets.UTF_8);
    return lines.size();
  }
}
