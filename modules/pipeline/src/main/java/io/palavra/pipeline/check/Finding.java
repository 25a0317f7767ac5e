package io.palavra.pipeline.check;

import java.util.List;

/**
 * Something that was found.
 *
 * @param where the part, or both parts ({@code test/train}), or {@code all}
 * @param count how many rows, texts or labels; the message says which
 * @param message one sentence for people
 * @param examples the first few, in the order of the files
 */
public record Finding(
    Severity severity,
    FindingKind kind,
    String where,
    long count,
    String message,
    List<Example> examples) {

  /** Copies the list. */
  public Finding {
    examples = List.copyOf(examples);
  }

  /** Of a part in which nothing stands. */
  static Finding noRows(Part part) {
    return new Finding(
        Severity.GRAVE,
        FindingKind.NO_ROWS,
        part.toString(),
        0,
        part == Part.TRAIN ? "no row to learn from" : "no row to judge by",
        List.of());
  }
}
