package io.palavra.embeddings.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.text.CorpusWords;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.embeddings.train.EmbeddingTrainer;
import io.palavra.pipeline.corpus.Corpora;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** gensim reads what is written here; skipped where no Python that has it is found. */
class RealGensimTest {
  private static final String READ =
      """
      import sys
      from gensim.models import KeyedVectors
      from gensim.models.fasttext import load_facebook_vectors

      file, form, *words = sys.argv[1:]
      if form == "model":
          vectors = load_facebook_vectors(file)
      else:
          vectors = KeyedVectors.load_word2vec_format(
              file, binary=form == "binary", no_header=form == "bare")
      sys.stdout.reconfigure(encoding="utf-8")
      for word in words:
          print("vector", *(repr(float(value)) for value in vectors[word]))
      for word, cosine in vectors.most_similar(words[0], topn=3):
          print("near", word, cosine)
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "WORD2VEC_TEXT, text",
    "WORD2VEC_BINARY, binary",
    "FASTTEXT_VEC, text",
    "GLOVE_TEXT, bare"
  })
  void itHasTheSameVectorsAndNeighbours(VectorFormat format, String form) throws Exception {
    agrees(trained(Ngrams.NONE), format, form, List.of("casa", "árvore", "日本語"), 1e-6f);
  }

  @Test
  void itHasTheSameVectorsOfUnseenWords() throws Exception {
    List<String> words = List.of("casa", "árvore", "日本語", "casarão");
    agrees(trained(new Ngrams(3, 6, 5000)), VectorFormat.FASTTEXT_BIN, "model", words, 1e-6f);
  }

  private static WordVectors trained(Ngrams ngrams) {
    List<String> text = Collections.nCopies(40, "a casa é bonita e a árvore também 日本語");
    EmbeddingOptions options =
        EmbeddingOptions.defaults()
            .with(
                draft -> {
                  draft.dimensions = 9;
                  draft.minCount = 1;
                  draft.threads = 1;
                  draft.epochs = 1;
                  draft.ngrams = ngrams;
                });
    return EmbeddingTrainer.train(
        new CorpusWords(Corpora.of("test", text), line -> List.of(line.split(" "))), options);
  }

  private void agrees(
      WordVectors vectors, VectorFormat format, String form, List<String> words, float apart)
      throws Exception {
    Path file = folder.resolve("vectors");
    VectorFiles.write(vectors, file, format);
    List<String> said = gensim(Stream.concat(Stream.of(file.toString(), form), words.stream()));
    for (int i = 0; i < words.size(); i++) {
      float[] ours = vectors.vector(words.get(i)).orElseThrow();
      String[] fields = said.get(i).split(" ");
      assertThat(fields).hasSize(ours.length + 1);
      for (int k = 0; k < ours.length; k++) {
        assertThat(Float.parseFloat(fields[k + 1]))
            .as(words.get(i))
            .isCloseTo(ours[k], within(apart));
      }
    }
    List<Neighbour> nearest = vectors.nearest(words.get(0), 3);
    for (int i = 0; i < nearest.size(); i++) {
      String[] fields = said.get(words.size() + i).split(" ");
      assertThat(fields[1]).isEqualTo(nearest.get(i).word());
      assertThat((double) nearest.get(i).similarity())
          .isCloseTo(Double.parseDouble(fields[2]), within(1e-5));
    }
  }

  private List<String> gensim(Stream<String> arguments) throws Exception {
    Optional<String> python = python();
    assumeTrue(python.isPresent(), "no Python with gensim");
    Path output = folder.resolve("output.txt");
    List<String> command =
        Stream.concat(Stream.of(python.orElseThrow(), "-c", READ), arguments).toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD).environment().put("PYTHONUTF8", "1");
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }

  private static Optional<String> python() {
    return Stream.of(System.getenv("PALAVRA_PYTHON"), "/usr/bin/python3", "python3")
        .filter(Objects::nonNull)
        .filter(RealGensimTest::hasGensim)
        .findFirst();
  }

  private static boolean hasGensim(String program) {
    try {
      Process process =
          new ProcessBuilder(program, "-c", "import gensim")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(program + " was not awaited", e);
    }
  }
}
