package io.palavra.embeddings.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordCounterTest {
  @TempDir Path folder;

  @Test
  void wordsComeByCountAndThenByTheirBytes() throws IOException {
    CountedWords words = WordCounter.count(text("b a c\n a\tb ção\r\nz"), 1, 100);
    assertThat(words.size()).isEqualTo(5);
    assertThat(words.word(0)).isEqualTo("a");
    assertThat(words.word(1)).isEqualTo("b");
    assertThat(words.word(2)).isEqualTo("c");
    assertThat(words.word(3)).isEqualTo("z");
    assertThat(words.word(4)).isEqualTo("ção");
    assertThat(words.counts()).containsExactly(2, 2, 1, 1, 1);
    assertThat(words.find("ção")).isEqualTo(4);
    assertThat(words.find("x")).isEqualTo(-1);
  }

  @Test
  void aByteOrderMarkIsPartOfNoWord() throws IOException {
    for (WordSource source : List.of(text("\uFEFFa b a\n"), gzipped("\uFEFFa b a\n"))) {
      CountedWords words = WordCounter.count(source, 1, 100);
      assertThat(words.size()).isEqualTo(2);
      assertThat(words.find("a")).isZero();
      assertThat(words.count(0)).isEqualTo(2);
    }
    assertThat(WordCounter.count(text("x\n\uFEFFa"), 1, 100).find("\uFEFFa")).isEqualTo(1);
  }

  @Test
  void countsEqualAMapOverManyWordsAcrossBufferEdges() throws IOException {
    Random random = new Random(7);
    Map<String, Long> expected = new HashMap<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 120_000; i++) {
      String word = Integer.toString((int) Math.abs(random.nextGaussian() * 3000), 36) + "ã";
      expected.merge(word, 1L, Long::sum);
      text.append(word).append(random.nextInt(10) == 0 ? "\n" : "  ");
    }
    CountedWords words = WordCounter.count(text(text.toString()), 1, 1_000_000);
    assertThat(words.size()).isEqualTo(expected.size());
    for (int i = 0; i < words.size(); i++) {
      assertThat(words.count(i)).isEqualTo(expected.get(words.word(i)));
    }
    assertThat(words.total()).isEqualTo(120_000);
  }

  @Test
  void rareWordsAreForgottenWhenThereIsNoRoom() {
    WordCounter counter = new WordCounter(100);
    for (int i = 0; i < 5000; i++) {
      put(counter, "often");
      put(counter, "rare" + i);
    }
    CountedWords words = counter.words(5);
    assertThat(words.size()).isEqualTo(1);
    assertThat(words.count(0)).isEqualTo(5000);
    assertThat(counter.total()).isEqualTo(10_000);
  }

  @Test
  void brokenTextIsRefusedWithItsLine() throws IOException {
    Path file = folder.resolve("broken.txt");
    Files.write(file, new byte[] {'a', '\n', 'b', ' ', (byte) 0xC3, '\n'});
    assertThatThrownBy(() -> WordCounter.count(new PlainText(file), 1, 100))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("broken.txt:2")
        .hasMessageContaining("0xC3");
  }

  @Test
  void anEndlessWordAndAnEmptyTextAreRefused() throws IOException {
    assertThatThrownBy(() -> WordCounter.count(text("x".repeat(1 << 20)), 1, 100))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("words of at most");
    assertThatThrownBy(() -> WordCounter.count(text("\n \n"), 1, 100))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("0 words");
  }

  @Test
  void aNulIsRefusedWithItsLine() throws IOException {
    for (WordSource source : List.of(text("a b\nc\0d\n"), gzipped("a b\nc d \0\n"))) {
      assertThatThrownBy(() -> WordCounter.count(source, 1, 100))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(source.name() + ":2: found \"\\u0000\", expected text without NUL")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aLineOfAGigabyteIsReadInBoundedMemory() {
    int words = 1 << 10;
    WordSource gigabyte = spaced(words, 1 << 20);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    CountedWords counted = WordCounter.count(gigabyte, 1, 100);
    long taken = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(counted.counts()).containsExactly(words / 2, words / 2);
    assertThat(taken).isLessThan(1 << 23);
  }

  @Test
  void aTextBecomesNumbersAndSentenceEnds() throws IOException {
    WordSource source = gzipped("a b x\n\n\nb a a\n");
    CountedWords words = WordCounter.count(source, 2, 100);
    try (EncodedText text = EncodedText.of(source, words, folder)) {
      int[] numbers = new int[10];
      assertThat(text.words()).isEqualTo(5);
      assertThat(text.read(0, numbers)).isEqualTo(7);
      assertThat(numbers).startsWith(0, 1, -1, 1, 0, 0, -1);
      assertThat(text.read(6, numbers)).isEqualTo(1);
      assertThat(text.read(7, numbers)).isZero();
    }
    try (var left = Files.list(folder)) {
      assertThat(left.filter(file -> file.toString().endsWith(".words"))).isEmpty();
    }
  }

  /** One line of the words aa and ab by turns, each at the end of so many bytes. */
  private static WordSource spaced(int words, int each) {
    byte[] part = new byte[each];
    Arrays.fill(part, (byte) ' ');
    part[each - 2] = 'a';
    InputStream line =
        new InputStream() {
          private long at;

          @Override
          public int read() {
            throw new UnsupportedOperationException("read in blocks");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            int from = (int) (at % each);
            int word = (int) (at / each);
            if (word == words) {
              return -1;
            }
            part[each - 1] = (byte) ('a' + word % 2);
            int n = Math.min(length, each - from);
            System.arraycopy(part, from, bytes, offset, n);
            at += n;
            return n;
          }
        };
    return new WordSource() {
      @Override
      public String name() {
        return "spaced";
      }

      @Override
      public void read(WordSink sink) {
        try {
          new WordCutter(name(), sink).run(line, Long.MAX_VALUE);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  private static void put(WordCounter counter, String word) {
    byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
    counter.word(utf8, 0, utf8.length);
  }

  private WordSource text(String text) throws IOException {
    return new PlainText(Files.writeString(folder.resolve("text.txt"), text));
  }

  private WordSource gzipped(String text) throws IOException {
    Path file = folder.resolve("text.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return new PlainText(file);
  }
}
