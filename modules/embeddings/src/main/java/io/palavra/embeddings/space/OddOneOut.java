package io.palavra.embeddings.space;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which word of a list goes least with the others. */
public final class OddOneOut {
  private OddOneOut() {}

  /**
   * Every word with its cosine to the mean of the others, the odd one first.
   *
   * @throws BadInputException for fewer than three words, or one that has no vector
   */
  public static List<Neighbour> of(WordVectors vectors, List<String> words) {
    if (words.size() < 3) {
      throw BadInputException.of("words", String.join(" ", words), "at least three words");
    }
    List<TextVector> each = words.stream().map(word -> TextVector.of(vectors, word)).toList();
    return IntStream.range(0, words.size())
        .mapToObj(i -> new Neighbour(words.get(i), (float) each.get(i).cosine(others(each, i))))
        .sorted(Comparator.comparingDouble(Neighbour::similarity))
        .toList();
  }

  private static TextVector others(List<TextVector> each, int without) {
    float[] sum = new float[each.get(0).values().length];
    for (int i = 0; i < each.size(); i++) {
      for (int j = 0; j < sum.length && i != without; j++) {
        sum[j] += each.get(i).values()[j];
      }
    }
    return new TextVector(sum, List.of(), List.of());
  }
}
