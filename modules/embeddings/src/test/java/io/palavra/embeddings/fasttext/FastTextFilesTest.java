package io.palavra.embeddings.fasttext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.format.LoadedVectors;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.embeddings.format.VectorFormat;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.text.WordIndex;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that fastText 0.9.2 wrote, and what it said of them; see the README beside them. */
class FastTextFilesTest {
  @TempDir private Path folder;

  @Test
  void wordVectorsEqualFastTextsForKnownAndUnseenWords() throws IOException {
    WordVectors vectors = FastTextFiles.read(resource("vectors.bin")).vectors();
    List<String> words = lines("words.txt");
    List<String> expected = lines("vectors.words");
    for (int i = 0; i < words.size(); i++) {
      String[] numbers = expected.get(i).substring(words.get(i).length()).strip().split(" ");
      float[] vector = vectors.vector(words.get(i)).orElseThrow();
      assertThat(vector).hasSize(numbers.length);
      for (int k = 0; k < numbers.length; k++) {
        assertThat(vector[k])
            .as("%s[%d]", words.get(i), k)
            .isCloseTo(Float.parseFloat(numbers[k]), within(6e-5f));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax.bin", "tree.bin", "each.bin", "packed.ftz"})
  void predictionsEqualFastTexts(String name) throws IOException {
    FastTextModel model = FastTextFiles.read(resource(name));
    List<String> questions = lines("questions.txt");
    List<String> expected = lines(name.substring(0, name.indexOf('.')) + ".labels");
    for (int i = 0; i < questions.size(); i++) {
      String[] said = expected.get(i).split(" ");
      List<Label> labels = model.predict(questions.get(i), Integer.MAX_VALUE);
      for (int k = 0; k + 1 < said.length; k += 2) {
        String called = said[k].substring(FastTextModel.LABEL_PREFIX.length());
        Label label = labels.stream().filter(l -> l.name().equals(called)).findAny().orElseThrow();
        assertThat(label.probability())
            .as("%s: %s", name, questions.get(i))
            .isCloseTo(Math.min(1, Double.parseDouble(said[k + 1])), within(5e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vectors.bin", "softmax.bin", "tree.bin", "each.bin"})
  void writingWhatWasReadGivesTheSameBytes(String name) throws IOException {
    Path copy = folder.resolve(name);
    FastTextFiles.write(FastTextFiles.read(resource(name)), copy);
    assertThat(Files.readAllBytes(copy)).isEqualTo(Files.readAllBytes(resource(name)));
  }

  @Test
  void aPackedModelIsWrittenWhole() throws IOException {
    Path copy = folder.resolve("copy.ftz");
    FastTextModel model = FastTextFiles.read(resource("packed.ftz"));
    FastTextFiles.write(model, copy);
    FastTextModel again = FastTextFiles.read(copy);
    assertThat(Files.size(copy)).isEqualTo(Files.size(resource("packed.ftz")));
    assertThat(again.isQuantised()).isTrue();
    for (String question : lines("questions.txt")) {
      assertThat(again.probabilities(question)).isEqualTo(model.probabilities(question));
    }
    assertThat(again.vectors().size()).isEqualTo(model.words().size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aModelPackedHereSaysNearlyTheSame(boolean withNorms) throws IOException {
    FastTextModel model = FastTextFiles.read(resource("softmax.bin"));
    Path file = folder.resolve("packed.ftz");
    FastTextFiles.write(model.quantised(2, withNorms, 1), file);
    assertThat(Files.size(file)).isLessThan(Files.size(resource("softmax.bin")));
    FastTextModel packed = FastTextFiles.read(file);
    for (String question : lines("questions.txt")) {
      double[] expected = model.probabilities(question);
      double[] found = packed.probabilities(question);
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(0.06));
      }
    }
  }

  /** fastText answers {@code print-word-vectors} from all rows that a pruned model has kept. */
  @Test
  void vectorsOfAModelWithSomeBucketsAreMeansOfTheRowsThatAreThere() {
    ModelShape shape =
        new ModelShape(
            4, 5, 5, 1, 5, 1, OutputLoss.SOFTMAX, ModelTask.SUPERVISED, 50, 2, 3, 100, 1e-4);
    WordIndex index = new WordIndex();
    for (String word : List.of("sol", "lua")) {
      byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
      index.add(utf8, 0, utf8.length);
    }
    BucketIndex kept = new BucketIndex();
    int[] sun = new Ngrams(2, 3, 50).of("sol");
    kept.add(sun[3]);
    kept.add(sun[0]);
    Words words = Words.of(index, new long[] {2, 1, 3}, List.of("__label__a"), 3).keeping(kept);
    int width = WordVectors.width(4);
    float[] input = new float[4 * width];
    for (int row = 0; row < 4; row++) {
      Arrays.fill(input, row * width, row * width + 4, 1 << row);
    }
    FastTextModel model = FastTextModel.of(shape, words, input, new float[width], width);
    WordVectors vectors = model.vectors();
    // Rows are 1, 2 for the words, 4 and 8 for the two buckets.
    int rows = 1;
    float sum = 1;
    for (int bucket : sun) {
      rows += kept.find(bucket) < 0 ? 0 : 1;
      sum += kept.find(bucket) < 0 ? 0 : 4 << kept.find(bucket);
    }
    assertThat(vectors.vector("sol").orElseThrow()).containsOnly(sum / rows);
    assertThat(vectors.vector("zzz")).isEmpty();
    assertThat(vectors.vector("sol+zzz")).isPresent();
    Path file = folder.resolve("some.bin");
    assertThatThrownBy(() -> FastTextFiles.write(model, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("quantised");
    assertThat(file).doesNotExist();
  }

  @Test
  void vectorFilesReadAndWriteIt() {
    LoadedVectors loaded = VectorFiles.read(resource("vectors.bin"));
    assertThat(loaded.format()).isEqualTo(VectorFormat.FASTTEXT_BIN);
    Path copy = folder.resolve("v.bin");
    VectorFiles.write(loaded.vectors(), copy, VectorFormat.FASTTEXT_BIN);
    WordVectors again = VectorFiles.read(copy).vectors();
    assertThat(again.vector("desconhecidíssimo").orElseThrow())
        .containsExactly(loaded.vectors().vector("desconhecidíssimo").orElseThrow());
    WordVectors plain = WordVectors.of(List.of("a", "b"), List.of(new float[3], new float[3]));
    VectorFiles.write(plain, copy, VectorFormat.FASTTEXT_BIN);
    assertThat(VectorFiles.read(copy).vectors().words()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vectors.bin", "packed.ftz"})
  void aGzippedModelIsReadAsThePlainOne(String name) throws IOException {
    Path packed = gzipped(Files.readAllBytes(resource(name)));
    WordVectors plain = FastTextFiles.read(resource(name)).vectors();
    LoadedVectors read = VectorFiles.read(packed);
    assertThat(read.format()).isEqualTo(VectorFormat.FASTTEXT_BIN);
    assertThat(read.vectors().words().toList()).isEqualTo(plain.words().toList());
    for (String word : lines("words.txt")) {
      assertThat(read.vectors().vector(word).map(Arrays::toString))
          .isEqualTo(plain.vector(word).map(Arrays::toString));
    }
  }

  @Test
  void aGzippedModelThatIsCutOrLiesIsRefusedBeforeMemoryIsTaken() throws IOException {
    byte[] model = Files.readAllBytes(resource("vectors.bin"));
    Path file = gzipped(Arrays.copyOf(model, model.length / 2));
    assertThatThrownBy(() -> VectorFiles.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("bytes left");
    byte[] packed = Files.readAllBytes(gzipped(model));
    Files.write(file, Arrays.copyOf(packed, packed.length / 2));
    assertThatThrownBy(() -> VectorFiles.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cut or broken");
  }

  @Test
  void lyingHeadersAreRefusedBeforeMemoryIsTaken() throws IOException {
    byte[] model = Files.readAllBytes(resource("vectors.bin"));
    refused(Arrays.copyOf(model, model.length / 2), "bytes left");
    refused(with(model, 4, 13), "version 13");
    refused(with(model, 0, 1), "a model of fastText");
    refused(with(model, 8, 1 << 30), "dimensions");
    refused(with(model, 64, Integer.MAX_VALUE - 100), "expected");
    refused(Arrays.copyOf(model, model.length + 1), "1 more bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 13, 0, -1})
  void aModelOfAnotherVersionIsRefusedInOneLine(int version) throws IOException {
    Path file = folder.resolve("other.bin");
    Files.write(file, with(Files.readAllBytes(resource("vectors.bin")), 4, version));
    assertThatThrownBy(() -> VectorFiles.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("other.bin")
        .hasMessageContaining("version " + version)
        .hasMessageContaining("11 to 12")
        .hasMessageNotContaining("\n");
  }

  private void refused(byte[] bytes, String message) throws IOException {
    Path file = folder.resolve("bad.bin");
    Files.write(file, bytes);
    assertThatThrownBy(() -> FastTextFiles.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("bad.bin");
  }

  private Path gzipped(byte[] bytes) throws IOException {
    Path file = folder.resolve("model.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
    return file;
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return copy;
  }

  /** Whatever is changed in a file, it is read or refused in one line. */
  @ParameterizedTest
  @ValueSource(strings = {"vectors.bin", "softmax.bin", "tree.bin", "packed.ftz"})
  void mutatedFilesAreReadOrRefused(String name) throws IOException {
    byte[] model = Files.readAllBytes(resource(name));
    Random random = new Random(name.hashCode());
    Path file = folder.resolve("mutated");
    for (int i = 0; i < 400; i++) {
      byte[] changed = random.nextInt(4) == 0 ? cut(model, random) : model.clone();
      int front = Math.min(changed.length, random.nextBoolean() ? 120 : changed.length);
      for (int k = random.nextInt(4); k >= 0 && front > 0; k--) {
        changed[random.nextInt(front)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
      }
      Files.write(file, changed);
      try {
        FastTextModel read = FastTextFiles.read(file);
        if (read.isClassifier()) {
          read.predict("não é bom", 2);
        } else {
          read.vectors().vector("bom");
        }
      } catch (BadInputException refused) {
        assertThat(refused.getMessage()).doesNotContain("\n");
      }
    }
  }

  private static byte[] cut(byte[] bytes, Random random) {
    return Arrays.copyOf(bytes, random.nextInt(bytes.length));
  }

  private static Path resource(String name) {
    return Path.of("src/test/resources/io/palavra/embeddings/fasttext", name);
  }

  private static List<String> lines(String name) throws IOException {
    return Files.readAllLines(resource(name), StandardCharsets.UTF_8);
  }
}
