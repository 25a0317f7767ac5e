package io.palavra.training.compare;

import java.util.ArrayList;
import java.util.List;

/** Rows of words as a table: the first and the last column begin at the left, the others end. */
final class Columns {

  private Columns() {}

  /** Columns side by side, two spaces between them. */
  static String text(List<String> head, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(head);
    all.addAll(rows);
    StringBuilder out = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < head.size(); i++) {
        int column = i;
        int width = all.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        String gap = " ".repeat(width - row.get(i).length());
        line.append(i == 0 ? "" : "  ");
        line.append(left(i, head) ? row.get(i) + gap : gap + row.get(i));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  static String markdown(List<String> head, List<List<String>> rows) {
    StringBuilder out = new StringBuilder();
    line(out, head);
    out.append('|');
    for (int i = 0; i < head.size(); i++) {
      out.append(left(i, head) ? " --- |" : " ---: |");
    }
    out.append('\n');
    rows.forEach(row -> line(out, row));
    return out.toString();
  }

  private static boolean left(int column, List<String> head) {
    return column == 0 || column == head.size() - 1;
  }

  private static void line(StringBuilder out, List<String> row) {
    out.append('|');
    row.forEach(cell -> out.append(' ').append(cell.replace("|", "\\|")).append(" |"));
    out.append('\n');
  }
}
