package io.palavra.examples;

import io.palavra.embeddings.fasttext.FastTextFiles;
import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.embeddings.supervised.LabelledLines;
import io.palavra.embeddings.supervised.SupervisedOptions;
import io.palavra.embeddings.supervised.SupervisedTrainer;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.UnicodeWordTokenizer;
import io.palavra.pipeline.token.WordOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Classifies texts by the mean of their words' and word pairs' vectors, as fastText does: thousands
 * of reviews are learned in a second or two, and the model is a file that the program fastText
 * reads.
 */
public final class SupervisedInSeconds {
  private SupervisedInSeconds() {}

  /**
   * Runs the example.
   *
   * @param args the data, where they shall be others than {@code reviews-en}, and the model's file
   */
  public static void main(String[] args) {
    String data = args.length > 0 ? args[0] : "reviews-en";
    Path model = Path.of(args.length > 1 ? args[1] : "supervised.bin");
    run(DataRequest.of(data), model, System.out);
  }

  static double run(DataRequest data, Path file, PrintStream print) {
    List<LabelledText> train = new ArrayList<>();
    List<LabelledText> test = new ArrayList<>();
    try (RecordStream<LabelledText> records =
        Catalog.standard().classification(data).train().open()) {
      for (int i = 0; records.hasNext(); i++) {
        (i % 10 == 9 ? test : train).add(records.next().value());
      }
    }
    Tokenizer words = new UnicodeWordTokenizer(WordOptions.defaults());
    SupervisedOptions options =
        SupervisedOptions.defaults()
            .with(
                draft -> {
                  draft.wordNgrams = 2;
                  draft.buckets = 200_000;
                  draft.learningRate = 0.5;
                  draft.epochs = 10;
                });

    long start = System.nanoTime();
    FastTextModel model =
        SupervisedTrainer.train(
            LabelledLines.of(Corpora.of(data.toString(), train), words), options);
    print.printf(
        Locale.ROOT,
        "%d texts learned in %.1f seconds%n",
        train.size(),
        (System.nanoTime() - start) * 1e-9);

    int right = 0;
    for (LabelledText text : test) {
      List<String> cut = LabelledLines.words(words, text.text());
      right += model.predict(cut, 1).get(0).name().equals(text.label()) ? 1 : 0;
    }
    double accuracy = right / (double) test.size();
    print.printf(Locale.ROOT, "accuracy on %d others: %.3f%n", test.size(), accuracy);
    FastTextFiles.write(model, file);
    print.println("fasttext predict " + file + " -");
    return accuracy;
  }
}
