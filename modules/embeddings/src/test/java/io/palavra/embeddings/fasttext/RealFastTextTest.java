package io.palavra.embeddings.fasttext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.text.CorpusWords;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.embeddings.train.EmbeddingTrainer;
import io.palavra.pipeline.corpus.Corpora;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program fastText reads what is written here; skipped where it is not installed. */
class RealFastTextTest {
  @TempDir private Path folder;

  @Test
  void itGivesTheSameVectorsForKnownAndUnseenWords() throws Exception {
    List<String> text = Collections.nCopies(40, "a casa é bonita e a árvore também 日本語");
    EmbeddingOptions options =
        EmbeddingOptions.defaults()
            .with(
                draft -> {
                  draft.dimensions = 9;
                  draft.minCount = 1;
                  draft.threads = 1;
                  draft.epochs = 1;
                  draft.ngrams = new Ngrams(3, 6, 5000);
                });
    WordVectors vectors =
        EmbeddingTrainer.train(
            new CorpusWords(Corpora.of("test", text), line -> List.of(line.split(" "))), options);
    Path model = folder.resolve("ours.bin");
    FastTextFiles.write(FastTextModel.of(vectors), model);
    List<String> words = List.of("casa", "árvore", "日本語", "casarão");
    List<String> said = fasttext("print-word-vectors", model, words);
    for (int i = 0; i < words.size(); i++) {
      String[] fields = said.get(i).strip().split(" ");
      float[] ours = vectors.vector(words.get(i)).orElseThrow();
      assertThat(fields).hasSize(ours.length + 1);
      for (int k = 0; k < ours.length; k++) {
        assertThat(Float.parseFloat(fields[k + 1])).isCloseTo(ours[k], within(1e-4f));
      }
    }
  }

  private List<String> fasttext(String verb, Path model, List<String> lines) throws Exception {
    assumeTrue(installed(), "the program fasttext is not installed");
    Path input = folder.resolve("input.txt");
    Path output = folder.resolve("output.txt");
    Files.write(input, lines, StandardCharsets.UTF_8);
    Process process =
        new ProcessBuilder("fasttext", verb, model.toString())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return read(output);
  }

  private static List<String> read(Path output) throws IOException {
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }

  private static boolean installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "fasttext")));
  }
}
