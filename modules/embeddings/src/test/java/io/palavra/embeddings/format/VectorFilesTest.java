package io.palavra.embeddings.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = VectorFormat.class,
      names = {"FASTTEXT_BIN", "MAPPED"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatIsWrittenIsReadBitForBit(VectorFormat format) throws IOException {
    for (int dimensions : new int[] {1, 2, 7, 100}) {
      WordVectors vectors = random(dimensions, 50);
      Path file = folder.resolve("vectors");
      assertThat(VectorFiles.write(vectors, file, format)).isZero();
      LoadedVectors read = VectorFiles.read(file);
      same(read.vectors(), vectors);
      assertThat(read.format().isBinary()).isEqualTo(format.isBinary());
      assertThat(read.format().hasHeader()).isEqualTo(format.hasHeader());
      same(VectorFiles.read(gzipped(Files.readAllBytes(file))).vectors(), vectors);
    }
  }

  @Test
  void aGzippedMappedFileIsToldFromText() throws IOException {
    Path file = folder.resolve("mapped");
    VectorFiles.write(random(3, 10), file, VectorFormat.MAPPED);
    Path packed = gzipped(Files.readAllBytes(file));
    assertThatThrownBy(() -> VectorFiles.read(packed))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("packed: expected a mapped file that is not packed");
  }

  @Test
  void oddSpacesDuplicatesAndMissingWordsAreForgivenAndCounted() throws IOException {
    LoadedVectors read =
        read(" 6  2 \na \t 1   -2.5e-1 \r\n. . 3 4\n\na 9 9\n 5 6\nção 7 8  \nx\u0085y +.5 0");
    assertThat(read.vectors().words()).containsExactly("a", ". .", "ção", "x\u0085y");
    assertThat(read.vectors().vector("a").orElseThrow()).containsExactly(1, -0.25f);
    assertThat(read.vectors().vector("x\u0085y").orElseThrow()).containsExactly(0.5f, 0);
    assertThat(read.duplicates()).isEqualTo(1);
    assertThat(read.nameless()).isEqualTo(1);
    assertThat(read.format()).isEqualTo(VectorFormat.WORD2VEC_TEXT);
  }

  @Test
  void wordsThatAreNoUtf8AreCounted() throws IOException {
    byte[] text = "ok 1 2\nbXd 3 4\nbYd 5 6\n".getBytes(StandardCharsets.US_ASCII);
    text[8] = (byte) 0xE9;
    text[16] = (byte) 0xEA;
    LoadedVectors read = VectorFiles.read(Files.write(folder.resolve("latin"), text));
    assertThat(read.brokenWords()).isEqualTo(2);
    assertThat(read.duplicates()).isEqualTo(1);
    assertThat(read.vectors().words()).containsExactly("ok", "b\uFFFDd");
  }

  @Test
  void aFirstWordThatIsANumberIsNoHeader() throws IOException {
    assertThat(read("10 7\nx 8\n").vectors().words()).containsExactly("10", "x");
    assertThat(read("2 1\nx 8\ny 9\n").vectors().words()).containsExactly("x", "y");
    assertThat(read("1999 0.5 1\n2000 1 2\n").vectors().words()).containsExactly("1999", "2000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2 3\n", ""})
  void aByteOrderMarkIsPartOfNoHeaderAndNoWord(String header) throws IOException {
    String text = "\uFEFF" + header + "casa 1 2 3\nlar 4 5 6\n";
    WordVectors vectors = read(text).vectors();
    assertThat(vectors.words()).containsExactly("casa", "lar");
    assertThat(vectors.vector("casa").orElseThrow()).containsExactly(1, 2, 3);
    same(VectorFiles.read(gzipped(text.getBytes(StandardCharsets.UTF_8))).vectors(), vectors);
  }

  @ParameterizedTest
  @CsvSource({
    "'2000000000 100|a 1 2|',                 ':1: found \"2000000000 words'",
    "'3 2|a 1 2|b 1 2|',                      ':1: found \"3 words\"'",
    "'1 2|a 1 2|b 1 2|',                      ':1: found \"1 word\"'",
    "'2 3|a 1 2 3|b 1 2|',                    ':3:'",
    "'a 1 2|b 1 2 3|',                        ':2:'",
    "'2 3|casa 1 2 3|gato 2 3|',               ':3: found \"gato and 2 more\"'",
    "'casa 1 2 3|gato 2 3|',                   ':2: found \"gato and 2 more\"'",
    "'1 5|casa 0,1 0,2 0,3 0,4 0,5|',          ':2: found \"0,1\", expected a finite number'",
    "'2 2|a 1,5 2,5|b 2,0 3,1|',               ':2: found \"1,5\", expected a finite number'",
    "'a 1 2|b 1 nan|',                        ':2: found \"nan\"'",
    "'a 1 2|b 1 1e39|',                       ':2: found \"1e39\"'",
    "'a 1 2|b 1 0x1p3|',                      ':2: found \"0x1p3\"'",
    "'a 1 2|b 1 +|',                          ':2: found \"+\"'",
    "'a 1 2|b 1 1f|',                         ':2: found \"1f\"'",
    "'5 3|',                                  'alone'",
    "'1 0|a|',                                'dimensions'",
    "'1 99999999|a 1 2|',                       'dimensions'",
    "'|',                                     'a word and'",
    "' 1 2||',                                'which is 0'"
  })
  void hostileTextIsRefusedInOneLine(String text, String message) {
    assertThatThrownBy(() -> read(text.replace('|', '\n')))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void hostileBinariesAreRefused() throws IOException {
    Path file = folder.resolve("vectors.bin");
    VectorFiles.write(random(5, 20), file, VectorFormat.WORD2VEC_BINARY);
    byte[] whole = Files.readAllBytes(file);
    for (int cut = 6; cut < whole.length - 1; cut += 13) {
      byte[] part = Arrays.copyOf(whole, cut);
      assertThatThrownBy(() -> VectorFiles.read(Files.write(file, part)))
          .isInstanceOf(BadInputException.class);
      assertThatThrownBy(() -> VectorFiles.read(gzipped(part)))
          .isInstanceOf(BadInputException.class);
    }
    ByteBuffer nan = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
    nan.put("1 2\na ".getBytes(StandardCharsets.US_ASCII)).putFloat(1).putFloat(Float.NaN);
    assertThatThrownBy(() -> VectorFiles.read(Files.write(file, nan.array())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("NaN in vector 1");
    byte[] claims = "2000000000 300\na \1\2\3\4".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> VectorFiles.read(Files.write(file, claims)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2000000000 words");
    assertThatThrownBy(() -> VectorFiles.read(gzipped(claims)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("vector 1");
  }

  @Test
  void anEndlessLineAndAMissingFileAreRefused() throws IOException {
    Path file = folder.resolve("endless");
    Files.writeString(file, "x".repeat(ByteSource.LONGEST_LINE + 1));
    assertThatThrownBy(() -> VectorFiles.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("lines of at most");
    assertThatThrownBy(() -> VectorFiles.read(folder.resolve("none")))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void changedBytesAreReadOrRefusedAndNothingElse() throws IOException {
    Path file = folder.resolve("fuzz");
    for (VectorFormat format : VectorFormat.values()) {
      VectorFiles.write(random(3, 10), file, format);
      byte[] whole = Files.readAllBytes(file);
      for (int seed = 0; seed < 250; seed++) {
        Random random = new Random(seed);
        byte[] changed = whole.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
          changed[random.nextInt(random.nextBoolean() ? 8 : changed.length)] =
              (byte)
                  (random.nextBoolean() ? random.nextInt() : " \n19.-".charAt(random.nextInt(6)));
        }
        readOrRefused(Files.write(file, changed), seed);
      }
    }
  }

  private static void readOrRefused(Path file, int seed) {
    try {
      WordVectors vectors = VectorFiles.read(file).vectors();
      assertThat(vectors.size()).as("seed %d", seed).isBetween(1, 60);
    } catch (BadInputException refused) {
      assertThat(refused.getMessage()).as("seed %d", seed).doesNotContain("\n");
    }
  }

  @Test
  void wordsWithSpacesAreLeftOutOfAFile() {
    WordVectors vectors = WordVectors.of(List.of("a b", "c"), List.of(new float[2], new float[2]));
    Path file = folder.resolve("out.vec");
    assertThat(VectorFiles.write(vectors, file, VectorFormat.FASTTEXT_VEC)).isEqualTo(1);
    assertThat(VectorFiles.read(file).vectors().words()).containsExactly("c");
  }

  @ParameterizedTest
  @EnumSource(VectorFormat.class)
  void aWordThatAFormatCanNotHoldIsLeftOutAndAllOthersAreReadAgain(VectorFormat format) {
    WordVectors vectors =
        WordVectors.of(
            List.of("c", "", "a b", "d"),
            List.of(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6}, new float[2]));
    Path file = folder.resolve("out");
    boolean all = format == VectorFormat.FASTTEXT_BIN || format == VectorFormat.MAPPED;
    assertThat(VectorFiles.write(vectors, file, format)).isEqualTo(all ? 0 : 2);
    WordVectors read = VectorFiles.read(file).vectors();
    assertThat(read.words().toList())
        .isEqualTo(all ? List.of("c", "", "a b", "d") : List.of("c", "d"));
    for (String word : read.words().toList()) {
      assertThat(read.vector(word).orElseThrow()).isEqualTo(vectors.vector(word).orElseThrow());
    }
  }

  @ParameterizedTest
  @EnumSource(VectorFormat.class)
  void whatCouldNotBeReadAgainIsNotWritten(VectorFormat format) {
    Path file = folder.resolve("out");
    for (float odd : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      WordVectors vectors =
          WordVectors.of(List.of("a", "b"), List.of(new float[] {1, 2}, new float[] {3, 4}));
      vectors.rows().numbers()[vectors.rows().place(1) + 1] = odd;
      assertThatThrownBy(() -> VectorFiles.write(vectors, file, format))
          .isInstanceOf(BadInputException.class)
          .hasMessageEndingWith(
              "out: found \"" + odd + " in the vector of b\", expected finite numbers");
    }
    assertThatThrownBy(() -> VectorFiles.write(WordVectors.of(List.of(), List.of()), file, format))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("out: expected at least one word to write");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aWordWithANulIsNoWordOfAModelOfFastTexts() {
    WordVectors vectors = WordVectors.of(List.of("a\0b"), List.of(new float[] {1}));
    assertThatThrownBy(
            () -> VectorFiles.write(vectors, folder.resolve("out"), VectorFormat.FASTTEXT_BIN))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("expected words without a NUL");
    assertThat(folder).isEmptyDirectory();
  }

  private LoadedVectors read(String text) throws IOException {
    return VectorFiles.read(Files.writeString(folder.resolve("text"), text));
  }

  private Path gzipped(byte[] bytes) throws IOException {
    Path file = folder.resolve("packed");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
    return file;
  }

  private static WordVectors random(int dimensions, int count) {
    Random random = new Random(dimensions);
    List<String> words = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add("wé" + i);
      float[] vector = new float[dimensions];
      for (int j = 0; j < dimensions; j++) {
        vector[j] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(9) - 6));
      }
      vectors.add(vector);
    }
    return WordVectors.of(words, vectors);
  }

  private static void same(WordVectors a, WordVectors b) {
    assertThat(a.words().toList()).isEqualTo(b.words().toList());
    for (int i = 0; i < a.size(); i++) {
      assertThat(a.vector(i)).containsExactly(b.vector(i));
    }
  }
}
