package io.palavra.embeddings.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.palavra.embeddings.evaluate.AnalogySet;
import io.palavra.embeddings.evaluate.SimilaritySet;
import io.palavra.embeddings.fasttext.FastTextFiles;
import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.embeddings.format.MappedVectors;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.embeddings.model.OpenVectors;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Every reader of a file takes any bytes: they are read, or refused in one line. With {@code
 * JAZZER_FUZZ=1} Jazzer looks for bytes that are neither, five minutes each, guided by the readers'
 * branches; what it finds goes to {@code ReaderFuzzInputs}, on which {@link ReaderCorpusTest} runs.
 */
class ReaderFuzz {

  @FuzzTest(maxDuration = "5m")
  void vectorFiles(byte[] bytes) throws IOException {
    readOrRefused(bytes, file -> VectorFiles.read(file).vectors().vector("a"));
  }

  @FuzzTest(maxDuration = "5m")
  void fastTextModels(byte[] bytes) throws IOException {
    readOrRefused(
        bytes,
        file -> {
          FastTextModel model = FastTextFiles.read(file);
          if (model.isClassifier()) {
            model.predict("a b", 2);
          } else {
            model.vectors().vector("ab");
          }
        });
  }

  @FuzzTest(maxDuration = "5m")
  void mappedVectors(byte[] bytes) throws IOException {
    readOrRefused(bytes, file -> MappedVectors.open(file).vector("a"));
  }

  @FuzzTest(maxDuration = "5m")
  void bundlesAndWhateverElse(byte[] bytes) throws IOException {
    readOrRefused(bytes, OpenVectors::read);
  }

  @FuzzTest(maxDuration = "5m")
  void setsToScoreBy(byte[] bytes) throws IOException {
    readOrRefused(bytes, SimilaritySet::read);
    readOrRefused(bytes, AnalogySet::read);
  }

  private static void readOrRefused(byte[] bytes, Consumer<Path> reader) throws IOException {
    Path file = Files.createTempFile("fuzz", ".in");
    try {
      reader.accept(Files.write(file, bytes));
    } catch (BadInputException refused) {
      assertThat(refused.getMessage()).doesNotContain("\n");
    } finally {
      Files.delete(file);
    }
  }
}
