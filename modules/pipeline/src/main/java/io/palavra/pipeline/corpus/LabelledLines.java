package io.palavra.pipeline.corpus;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Classified texts, one a line, without columns. Blank lines are passed over. */
public final class LabelledLines {
  private LabelledLines() {}

  /** How much of what stands before the first space is the label. */
  public enum LabelPart {
    /** All of it: {@code 1 a fine film} has the label {@code 1}. */
    WHOLE,
    /** What stands before a colon: {@code NUM:date When ...} has the label {@code NUM}. */
    BEFORE_COLON;

    private String of(String label) {
      int colon = label.indexOf(':');
      return this == BEFORE_COLON && colon > 0 ? label.substring(0, colon) : label;
    }
  }

  /**
   * Lines of a label, one space or tab, and the text, as the files of the Stanford Sentiment
   * Treebank and of the TREC questions have them.
   */
  public static Corpus<LabelledText> labelFirst(String name, TextFile file, LabelPart part) {
    return Corpora.map(
        filled(name, file),
        "label first, " + part,
        line -> {
          String text = line.value();
          int gap = 0;
          while (gap < text.length() && text.charAt(gap) != ' ' && text.charAt(gap) != '\t') {
            gap++;
          }
          if (gap == 0 || gap == text.length()) {
            throw line.place().complaint(text, "a label, a space and a text");
          }
          return new LabelledText(text.substring(gap + 1), part.of(text.substring(0, gap)));
        });
  }

  /**
   * One file a class, one text a line.
   *
   * @param files file by label; the labels are read in their sorted order
   */
  public static Corpus<LabelledText> fileAClass(String name, SortedMap<String, TextFile> files) {
    List<Corpus<LabelledText>> classes = new ArrayList<>();
    for (Map.Entry<String, TextFile> entry : files.entrySet()) {
      String label = entry.getKey();
      classes.add(
          Corpora.map(
              filled(name, entry.getValue()),
              "label " + label,
              line -> new LabelledText(line.value(), label)));
    }
    if (classes.isEmpty()) {
      throw BadInputException.of(name, "at least one file with a class");
    }
    return Corpora.concat(name, classes);
  }

  private static Corpus<String> filled(String name, TextFile file) {
    return Corpora.filter(new Lines(name, file), name, "not blank", line -> !line.isBlank());
  }
}
