package io.palavra.embeddings.model;

import io.palavra.embeddings.train.ParagraphVectors;
import io.palavra.pipeline.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts that a model learned, and its view of new ones. Safe for use by several threads.
 *
 * @param vectors those of the texts, by number, and what new ones are inferred by
 * @param notes what is known of each text, by number
 * @param options by which texts are cut
 */
public record LearnedTexts(
    ParagraphVectors vectors, List<TextNote> notes, EmbeddingsOptions options) {

  /** Copies the list. */
  public LearnedTexts {
    notes = List.copyOf(notes);
    if (notes.size() != vectors.size()) {
      throw new IllegalArgumentException(vectors.size() + " vectors, " + notes.size() + " notes");
    }
  }

  /** A text that was learned, and the cosine of its vector with the one that was asked for. */
  public record Near(TextNote text, double cosine) {}

  /**
   * The vector of a text, {@code [dimensions]}; the same for the same text, and zeros for one
   * without a known word.
   */
  public float[] vector(String text) {
    return vectors.infer(TextWords.cut(options, text));
  }

  /** The words of a text, as the model cuts them, that it does not know. */
  public List<String> unknown(String text) {
    return TextWords.cut(options, text).stream()
        .filter(word -> vectors.words().find(word) < 0)
        .toList();
  }

  /**
   * As {@link #vector} of a text that has a known word.
   *
   * @throws BadInputException when it has none
   */
  public float[] known(String text) {
    List<String> words = TextWords.cut(options, text);
    if (words.stream().allMatch(word -> vectors.words().find(word) < 0)) {
      throw BadInputException.of("text", text, "at least one word that the model knows");
    }
    return vectors.infer(words);
  }

  /**
   * The learned texts whose vectors are nearest to that of a text, the nearest first.
   *
   * @throws BadInputException when no word of the text is known
   */
  public List<Near> nearest(String text, int count) {
    return vectors.nearest(known(text), count).stream()
        .map(near -> new Near(notes.get(near.number()), near.cosine()))
        .toList();
  }

  /** {@code texts.txt} of a bundle: a place, a tabulator and a beginning a line. */
  String lines() {
    StringBuilder out = new StringBuilder();
    notes.forEach(
        note -> out.append(note.place()).append('\t').append(note.beginning()).append('\n'));
    return out.toString();
  }

  /** What a note takes there. */
  static long bytes(TextNote note) {
    return note.place().getBytes(StandardCharsets.UTF_8).length
        + note.beginning().getBytes(StandardCharsets.UTF_8).length
        + 2L;
  }

  /**
   * What {@link #lines} wrote.
   *
   * @param entry its name, for complaints
   */
  static List<TextNote> notes(String entry, String lines) {
    List<TextNote> notes = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      int tab = line.indexOf('\t');
      if (tab < 0) {
        throw BadInputException.at(
            entry, notes.size() + 1L, line, "a place, a tabulator and how a text begins");
      }
      notes.add(new TextNote(line.substring(0, tab), line.substring(tab + 1)));
    }
    return notes;
  }
}
