package io.palavra.pipeline.corpus;

import io.palavra.pipeline.file.LineReader;
import io.palavra.pipeline.file.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sentences of tagged words, one word a line, a blank line behind each sentence.
 *
 * @param name for reports
 * @param layout which columns there are and which are read
 */
public record ConllFile(String name, TextFile file, Layout layout)
    implements Corpus<TaggedSentence> {

  /**
   * How a line is made.
   *
   * @param universal CoNLL-U (https://universaldependencies.org/format.html): ten columns parted by
   *     tabs, comments, word ranges ({@code 4-5}) and empty nodes ({@code 8.1}), which are passed
   *     over; otherwise columns parted by spaces and tabs, as many in each line as in the first
   * @param tokenColumn from 1
   * @param tagColumn from 1; 0 for the last
   */
  public record Layout(boolean universal, int tokenColumn, int tagColumn) {
    /** Word in the first column, tag in the last. */
    public static final Layout CONLL = new Layout(false, 1, 0);

    /** Word form and universal part of speech. */
    public static final Layout CONLL_U = new Layout(true, 2, 4);

    private static final int UNIVERSAL_COLUMNS = 10;
  }

  @Override
  public RecordStream<TaggedSentence> open() {
    TextFile.Opened opened = file.open();
    return new Sentences(new LineReader(opened.reader(), opened.source()), opened.source());
  }

  @Override
  public Fingerprint fingerprint() {
    return Fingerprint.of(file).with(layout.toString());
  }

  private final class Sentences extends SequentialStream<TaggedSentence> {
    private final LineReader lines;
    private final String source;
    private int columns = layout.universal() ? Layout.UNIVERSAL_COLUMNS : 0;

    Sentences(LineReader lines, String source) {
      this.lines = lines;
      this.source = source;
    }

    @Override
    protected Optional<Located<TaggedSentence>> read() {
      List<String> tokens = new ArrayList<>();
      List<String> tags = new ArrayList<>();
      long first = 0;
      while (lines.next()) {
        String line = lines.line();
        if (line.isBlank()) {
          if (!tokens.isEmpty()) {
            break;
          }
        } else if (!comment(line)) {
          first = first == 0 ? lines.number() : first;
          addWord(line, tokens, tags);
        }
      }
      if (tokens.isEmpty()) {
        return Optional.empty();
      }
      Place place = new Place(source, first);
      return Optional.of(new Located<>(new TaggedSentence(tokens, tags), place));
    }

    private boolean comment(String line) {
      return layout.universal() ? line.startsWith("#") : line.startsWith("-DOCSTART-");
    }

    private void addWord(String line, List<String> tokens, List<String> tags) {
      List<String> fields = fields(line);
      Place place = new Place(source, lines.number());
      if (columns == 0) {
        columns = fields.size();
        int needed = Math.max(2, Math.max(layout.tokenColumn(), layout.tagColumn()));
        if (columns < needed) {
          throw place.complaint(line, "at least " + needed + " columns");
        }
      }
      if (fields.size() != columns) {
        throw place.complaint(
            fields.size() + " columns: " + line,
            columns + (layout.universal() ? " columns parted by tabs" : " as in the first line"));
      }
      if (layout.universal() && !word(fields.get(0), place)) {
        return;
      }
      String token = fields.get(layout.tokenColumn() - 1);
      String tag = fields.get((layout.tagColumn() == 0 ? columns : layout.tagColumn()) - 1);
      if (token.isEmpty() || tag.isEmpty()) {
        throw place.complaint(line, "a word and a tag that are not empty");
      }
      tokens.add(token);
      tags.add(tag);
    }

    /** Whether the line is a word of the sentence, going by its number. */
    private boolean word(String id, Place place) {
      boolean digits = !id.isEmpty();
      boolean between = false;
      for (int i = 0; i < id.length(); i++) {
        char c = id.charAt(i);
        between |= i > 0 && (c == '-' || c == '.');
        digits &= c >= '0' && c <= '9' || i > 0 && (c == '-' || c == '.');
      }
      if (!digits) {
        throw place.complaint(id, "a word's number, a range or an empty node's number");
      }
      return !between;
    }

    private List<String> fields(String line) {
      List<String> fields = new ArrayList<>();
      int start = 0;
      for (int i = 0; i <= line.length(); i++) {
        boolean end = i == line.length() || parts(line.charAt(i));
        if (end && (layout.universal() || i > start)) {
          fields.add(line.substring(start, i));
        }
        start = end ? i + 1 : start;
      }
      return fields;
    }

    private boolean parts(char c) {
      return c == '\t' || c == ' ' && !layout.universal();
    }

    @Override
    public void close() {
      lines.close();
    }
  }
}
