package io.palavra.benchmarks.embeddings;

import io.palavra.benchmarks.program.JavaProgram;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.embeddings.format.VectorFormat;
import io.palavra.embeddings.text.PlainText;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.embeddings.train.EmbeddingTrainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The most memory that a training holds, as Linux counts it, from reading the text to the written
 * model: that of a JVM of its own, and fastText's for the same model.
 */
public final class EmbeddingMemory {
  private static final long LOOK_MILLIS = 20;

  private EmbeddingMemory() {}

  /** The most bytes that a training here takes; empty where the system does not tell. */
  static OptionalLong ours(String what, Path text, int dimensions, Path folder) {
    String model = folder.resolve("ours.model").toString();
    return most(
        JavaProgram.with(
            EmbeddingMemory.class,
            List.of("-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector"),
            List.of(what, text.toString(), "" + dimensions, model)));
  }

  /** The most bytes that a program holds while it runs. */
  static OptionalLong most(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      long most = 0;
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        most = Math.max(most, held(status));
      }
      return most > 0 && process.exitValue() == 0 ? OptionalLong.of(most) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  private static long held(Path status) {
    try {
      for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("VmHWM:")) {
          return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    } catch (IOException gone) {
      return 0;
    }
    return 0;
  }

  /** {@code CASE TEXT DIMENSIONS FILE}: trains and writes the model. */
  public static void main(String[] args) {
    EmbeddingOptions base =
        EmbeddingOptions.defaults()
            .with(
                draft -> {
                  draft.dimensions = Integer.parseInt(args[2]);
                  draft.epochs = 1;
                });
    EmbeddingOptions options = EmbeddingsBenchmark.cases(base).get(args[0]);
    WordVectors vectors = EmbeddingTrainer.train(new PlainText(Path.of(args[1])), options);
    VectorFiles.write(vectors, Path.of(args[3]), VectorFormat.FASTTEXT_BIN);
  }
}
