package io.palavra.embeddings.text;

import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A text that was read once: its frequent words with their counts, and itself as their numbers. The
 * words are numbered as they come while they are counted; what numbers the counts give them is put
 * in place afterwards. A long plain file is read by several threads, each a stretch; the result
 * does not depend on how many. Only a text with more distinct words than memory is to hold is read
 * twice.
 *
 * @param words the most frequent first
 * @param text to be closed
 */
public record NumberedText(CountedWords words, EncodedText text) implements AutoCloseable {

  /**
   * What is kept of a text.
   *
   * @param atLeast a word that comes fewer times gets no number
   * @param mostWords distinct words that each of the threads holds at any time while counting; a
   *     text that has more in all is read again by one
   * @param threads at most
   * @param everyEnd whether an end stands also where nothing is left of a sentence
   */
  public record Limits(int atLeast, int mostWords, int threads, boolean everyEnd) {}

  /**
   * Reads a text.
   *
   * @param folder for temporary files of four bytes a word
   * @throws BadInputException when the text is missing or broken, when no word comes often enough,
   *     or when the folder has no room
   */
  public static NumberedText of(WordSource source, Limits limits, Path folder) {
    List<WordSource> stretches = source.stretches(limits.threads());
    if (stretches.size() > 1) {
      try (Reading reading = new Reading(stretches.size(), limits, folder)) {
        if (WordSource.readTogether(stretches, reading.parts)) {
          Optional<NumberedText> text = reading.numbered(source.name());
          if (text.isPresent()) {
            return text.get();
          }
        }
      }
    }
    try (Reading reading = new Reading(1, limits, folder)) {
      Part whole = reading.parts.get(0);
      source.read(whole);
      return reading
          .numbered(source.name())
          .orElseGet(() -> again(source, whole.counter, limits, folder));
    }
  }

  /** Words were forgotten on the way, so that what was written down has other numbers. */
  private static NumberedText again(
      WordSource source, WordCounter counter, Limits limits, Path folder) {
    CountedWords words = counter.words(limits.atLeast());
    if (words.size() == 0) {
      throw counter.nothing(source.name(), limits.atLeast());
    }
    return new NumberedText(words, EncodedText.of(source, words, limits.everyEnd(), folder));
  }

  @Override
  public void close() {
    text.close();
  }

  /** Counts and writes a stretch down. */
  private static final class Part implements WordSink {
    private final WordCounter counter;
    private final NumberFile file;

    Part(int mostWords, NumberFile file) {
      this.counter = new WordCounter(mostWords);
      this.file = file;
    }

    @Override
    public void word(byte[] utf8, int from, int to) {
      int number = counter.add(utf8, from, to);
      if (!counter.forgot()) {
        file.add(number);
      }
    }

    @Override
    public void end() {
      if (!counter.forgot()) {
        file.add(EncodedText.END);
      }
    }
  }

  /** A text on its way; closed, it takes its files away unless they were handed out. */
  private static final class Reading implements AutoCloseable {
    private final Limits limits;
    private final List<NumberFile> files = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private boolean handedOut;

    Reading(int count, Limits limits, Path folder) {
      this.limits = limits;
      for (int i = 0; i < count; i++) {
        files.add(NumberFile.in(folder));
        parts.add(new Part(limits.mostWords(), files.get(i)));
      }
    }

    /** The text with its final numbers; empty when words were forgotten or would have to be. */
    Optional<NumberedText> numbered(String name) {
      List<int[]> numbers = new ArrayList<>();
      Optional<WordCounter> counted = sum(numbers);
      if (counted.isEmpty()) {
        return Optional.empty();
      }
      WordCounter sum = counted.get();
      int[] order = sum.order(limits.atLeast());
      if (order.length == 0) {
        throw sum.nothing(name, limits.atLeast());
      }
      int[] ranks = new int[sum.size()];
      Arrays.fill(ranks, -1);
      for (int i = 0; i < order.length; i++) {
        ranks[order[i]] = i;
      }
      IntStream.range(0, files.size())
          .parallel()
          .forEach(i -> renumber(files.get(i), numbers.get(i), ranks));
      CountedWords words = sum.counted(order);
      handedOut = true;
      return Optional.of(new NumberedText(words, new EncodedText(files, words.total())));
    }

    /**
     * All counts together.
     *
     * @param numbers is given, for each part, the common numbers of its words
     */
    private Optional<WordCounter> sum(List<int[]> numbers) {
      WordCounter sum = parts.get(0).counter;
      numbers.add(IntStream.range(0, sum.size()).toArray());
      for (Part part : parts.subList(1, parts.size())) {
        Optional<int[]> here = sum.addAll(part.counter);
        if (here.isEmpty()) {
          return Optional.empty();
        }
        numbers.add(here.get());
      }
      return sum.forgot() ? Optional.empty() : Optional.of(sum);
    }

    private void renumber(NumberFile file, int[] numbers, int[] ranks) {
      file.flush();
      file.renumber(
          Arrays.stream(numbers).map(number -> ranks[number]).toArray(), limits.everyEnd());
    }

    @Override
    public void close() {
      if (!handedOut) {
        files.forEach(NumberFile::close);
      }
    }
  }
}
