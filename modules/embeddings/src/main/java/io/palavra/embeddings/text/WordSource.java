package io.palavra.embeddings.text;

import io.palavra.pipeline.BadInputException;
import java.util.List;
import java.util.stream.IntStream;

/** A text that can be read as often as is needed, the same each time. */
public interface WordSource {

  /** For reports. */
  String name();

  /**
   * Reads the text from its beginning to its end, one word at a time.
   *
   * @throws io.palavra.pipeline.BadInputException when the text is missing or broken
   */
  void read(WordSink sink);

  /**
   * The same text in several stretches, one behind the other, that can be read at the same time; a
   * stretch ends where a line does. A fault in a stretch may be told without its line.
   *
   * @param most stretches
   * @return this source alone where it can not be parted or is too short for it
   */
  default List<WordSource> stretches(int most) {
    return List.of(this);
  }

  /**
   * Reads stretches at the same time, each into a sink of its own.
   *
   * @return false when a stretch is broken: the text read as a whole says where
   */
  static boolean readTogether(List<WordSource> stretches, List<? extends WordSink> sinks) {
    try {
      IntStream.range(0, stretches.size())
          .parallel()
          .forEach(i -> stretches.get(i).read(sinks.get(i)));
      return true;
    } catch (BadInputException toldBetterByTheWhole) {
      return false;
    }
  }
}
