package io.palavra.embeddings.space;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How far the neighbours of words change from one space to another: the overlap of the nearest
 * words among those that both spaces have (as Gonen et al. 2020 find words whose usage changed).
 * The spaces need neither the same dimensions nor the same axes.
 *
 * @param words compared, those with the greatest change first
 * @param shared words that both spaces have
 * @param meanOverlap mean over the compared words
 */
public record NeighbourChange(List<Change> words, int shared, double meanOverlap) {

  /**
   * One word.
   *
   * @param overlap share of neighbours in common, 0 to 1
   * @param lost neighbours in the first space alone, nearest first
   * @param gained neighbours in the second space alone, nearest first
   */
  public record Change(String word, double overlap, List<String> lost, List<String> gained) {}

  /**
   * Compares the most frequent words of the first space that the second one has, too.
   *
   * @param most words to compare
   * @param neighbours of each word
   * @throws BadInputException when the spaces have too few words in common
   */
  public static NeighbourChange between(
      WordVectors first, WordVectors second, int most, int neighbours) {
    List<String> common = first.words().filter(word -> second.find(word) >= 0).toList();
    if (common.size() <= neighbours) {
      throw BadInputException.of(
          "vectors", common.size() + " words in common", "more than " + neighbours);
    }
    WordVectors a = only(first, common);
    WordVectors b = only(second, common);
    List<Change> changes = new ArrayList<>();
    double sum = 0;
    for (String word : common.subList(0, Math.min(most, common.size()))) {
      Change change = change(word, names(a, word, neighbours), names(b, word, neighbours));
      sum += change.overlap();
      changes.add(change);
    }
    double mean = sum / changes.size();
    changes.sort(Comparator.comparingDouble(Change::overlap));
    return new NeighbourChange(changes, common.size(), mean);
  }

  private static WordVectors only(WordVectors vectors, List<String> words) {
    return WordVectors.of(
        words, words.stream().map(word -> vectors.vector(vectors.find(word))).toList());
  }

  private static List<String> names(WordVectors vectors, String word, int count) {
    return vectors.nearest(word, count).stream().map(Neighbour::word).toList();
  }

  private static Change change(String word, List<String> before, List<String> after) {
    Set<String> both = new TreeSet<>(before);
    both.retainAll(after);
    return new Change(
        word,
        before.isEmpty() ? 1 : (double) both.size() / before.size(),
        before.stream().filter(w -> !both.contains(w)).collect(Collectors.toList()),
        after.stream().filter(w -> !both.contains(w)).collect(Collectors.toList()));
  }
}
