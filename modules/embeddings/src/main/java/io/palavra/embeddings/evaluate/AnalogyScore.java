package io.palavra.embeddings.evaluate;

import java.util.List;

/**
 * How many analogies come out.
 *
 * @param sections in the order of the file
 */
public record AnalogyScore(String name, List<Section> sections) {

  /**
   * One kind of analogy.
   *
   * @param questions in the file
   * @param covered those whose four words all have vectors
   * @param right whose fourth word is the nearest of all
   */
  public record Section(String name, int questions, int covered, int right) {}

  /** Copies the list. */
  public AnalogyScore {
    sections = List.copyOf(sections);
  }

  /** All sections together. */
  public Section total() {
    return new Section(
        "total",
        sections.stream().mapToInt(Section::questions).sum(),
        sections.stream().mapToInt(Section::covered).sum(),
        sections.stream().mapToInt(Section::right).sum());
  }
}
