package io.palavra.embeddings.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpora;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedTextTest {
  private static final int END = EncodedText.END;

  @TempDir private Path folder;

  @Test
  void threeThreadsReadWhatOneReads() throws IOException {
    PlainText text = write(lines(200_000));
    assertThat(text.stretches(3)).hasSize(3);
    for (boolean everyEnd : new boolean[] {false, true}) {
      try (NumberedText one = read(text, 2, 1 << 20, 1, everyEnd);
          NumberedText three = read(text, 2, 1 << 20, 3, everyEnd)) {
        assertThat(words(three)).isEqualTo(words(one));
        assertThat(three.words().counts()).isEqualTo(one.words().counts());
        assertThat(three.words().read()).isEqualTo(one.words().read());
        assertThat(numbers(three)).isEqualTo(numbers(one));
        assertThat(three.text().words()).isEqualTo(one.text().words());
      }
    }
  }

  @Test
  void aByteOrderMarkIsPartOfNoWordThoughSeveralThreadsRead() throws IOException {
    PlainText text = write("\uFEFF" + "um dois\n".repeat(400_000));
    assertThat(text.stretches(3)).hasSize(3);
    try (NumberedText three = read(text, 1, 100, 3, false)) {
      assertThat(words(three)).containsExactlyInAnyOrder("um", "dois");
    }
  }

  @Test
  void oneReadingGivesWhatCountingAndWritingDownGive() throws IOException {
    PlainText text = write(lines(5_000));
    CountedWords words = WordCounter.count(text, 3, 1 << 20);
    try (NumberedText one = read(text, 3, 1 << 20, 1, false);
        EncodedText two = EncodedText.of(text, words, folder)) {
      assertThat(words(one))
          .isEqualTo(IntStream.range(0, words.size()).mapToObj(words::word).toList());
      assertThat(one.words().counts()).isEqualTo(words.counts());
      assertThat(numbers(one)).isEqualTo(numbers(two));
      assertThat(one.text().words()).isEqualTo(two.words());
    }
  }

  @Test
  void numbersFromSeveralStretchesAreReadAcrossTheirEdges() throws IOException {
    try (NumberedText text = read(write(lines(200_000)), 1, 1 << 20, 3, false)) {
      int[] all = numbers(text);
      int[] some = new int[1001];
      for (long at = 0; at < all.length; at += 997) {
        int n = text.text().read(at, some);
        assertThat(n).isEqualTo((int) Math.min(some.length, all.length - at));
        assertThat(some[n - 1]).isEqualTo(all[(int) at + n - 1]);
        assertThat(some[0]).isEqualTo(all[(int) at]);
      }
    }
  }

  @Test
  void moreWordsThanMemoryHoldsAreForgottenAlikeByAnyNumberOfThreads() throws IOException {
    PlainText text = write(lines(200_000));
    try (NumberedText one = read(text, 5, 500, 1, false);
        NumberedText three = read(text, 5, 500, 3, false)) {
      assertThat(one.words().size()).isBetween(1, 500);
      assertThat(words(three)).isEqualTo(words(one));
      assertThat(three.words().counts()).isEqualTo(one.words().counts());
      assertThat(numbers(three)).isEqualTo(numbers(one));
    }
  }

  @Test
  void everyLineHasAnEndWhereThatIsWanted() throws IOException {
    try (NumberedText text = read(write("a a\nrare\n\na"), 2, 100, 1, true)) {
      assertThat(numbers(text)).containsExactly(0, 0, END, END, END, 0, END);
    }
    try (NumberedText text = read(write("a a\nrare\n\na\n"), 2, 100, 1, false)) {
      assertThat(numbers(text)).containsExactly(0, 0, END, 0, END);
    }
  }

  @Test
  void aBrokenWordInALaterStretchIsToldWithItsLine() throws IOException {
    byte[] bytes = lines(200_000).getBytes(StandardCharsets.UTF_8);
    int at = bytes.length - 3;
    while (bytes[at] != ' ' || bytes[at + 1] == ' ') {
      at--;
    }
    bytes[at + 1] = (byte) 0xFF;
    long line = 1;
    for (int i = 0; i < at; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    PlainText text = new PlainText(Files.write(folder.resolve("broken.txt"), bytes));
    assertThatThrownBy(() -> read(text, 1, 1 << 20, 3, false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("broken.txt:" + line);
    assertThatThrownBy(() -> WordCounter.count(text, 1, 1 << 20))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("broken.txt:" + line);
    assertThat(left()).isEmpty();
  }

  @Test
  void nothingIsLeftOfATextWithoutAFrequentWord() throws IOException {
    PlainText text = write("a b c\n");
    assertThatThrownBy(() -> read(text, 2, 100, 2, false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("3 words");
    assertThat(left()).isEmpty();
  }

  @Test
  void wordsOfACorpusComeInItsOrderThoughAllCoresCutThem() {
    List<String> texts = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      texts.add("w" + i + " x" + i % 7 + (i % 3 == 0 ? "" : " ção"));
      all.append(texts.get(i)).append('\n');
    }
    StringBuilder read = new StringBuilder();
    new CorpusWords(Corpora.of("test", texts), text -> List.of(text.split(" ")))
        .read(
            new WordSink() {
              private String space = "";

              @Override
              public void word(byte[] utf8, int from, int to) {
                read.append(space)
                    .append(new String(utf8, from, to - from, StandardCharsets.UTF_8));
                space = " ";
              }

              @Override
              public void end() {
                read.append('\n');
                space = "";
              }
            });
    assertThat(read.toString()).isEqualTo(all.toString());
  }

  private NumberedText read(
      WordSource source, int atLeast, int most, int threads, boolean everyEnd) {
    return NumberedText.of(
        source, new NumberedText.Limits(atLeast, most, threads, everyEnd), folder);
  }

  private static List<String> words(NumberedText text) {
    return IntStream.range(0, text.words().size()).mapToObj(text.words()::word).toList();
  }

  private static int[] numbers(NumberedText text) {
    return numbers(text.text());
  }

  private static int[] numbers(EncodedText text) {
    int[] numbers = new int[(int) text.length()];
    assertThat(text.read(0, numbers)).isEqualTo(numbers.length);
    return numbers;
  }

  /** Words of one to some twenty bytes, some of them rare, with blank lines and lone spaces. */
  private static String lines(int count) {
    Random random = new Random(count);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int words = random.nextInt(10);
      for (int k = 0; k < words; k++) {
        long draw = (long) Math.abs(Math.pow(random.nextGaussian(), 5) * 100);
        text.append(Long.toString(draw * draw, 36)).append(draw % 5 == 0 ? "á " : "  ");
      }
      text.append(random.nextInt(50) == 0 ? "\r\n\n" : "\n");
    }
    return text.toString();
  }

  private PlainText write(String text) throws IOException {
    return new PlainText(Files.writeString(folder.resolve("text.txt"), text));
  }

  private List<Path> left() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".words")).toList();
    }
  }
}
