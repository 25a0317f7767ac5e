package io.palavra.training.classification;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Texts drawn at random for tests of classifiers. */
final class MadeTexts {
  private MadeTexts() {}

  /** Rows of a table whose classes single words tell apart. */
  static List<String> rows(long seed, int count, int classes) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              int label = i % classes;
              StringBuilder text = new StringBuilder("mark" + label);
              int length = random.nextInt(12);
              for (int w = 0; w < length; w++) {
                text.append(" w").append(random.nextInt(30));
              }
              return text + ",class" + label;
            })
        .toList();
  }

  /** Texts of up to 40 words, some of none. */
  static List<String> texts(long seed, int count) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              StringBuilder text = new StringBuilder();
              int length = random.nextInt(40);
              for (int w = 0; w < length; w++) {
                text.append("w").append(random.nextInt(40)).append(' ');
              }
              return text.toString();
            })
        .toList();
  }
}
