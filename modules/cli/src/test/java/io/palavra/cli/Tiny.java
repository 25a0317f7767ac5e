package io.palavra.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Data and models so small that training on them is a matter of moments. */
final class Tiny {
  private static final String[] SMALL = {
    "--quiet", "--set", "hidden=4", "--set", "embedding=4", "--epochs", "1"
  };

  private Tiny() {}

  /** A header and 60 rows of two classes. */
  static List<String> rows() {
    List<String> rows = new ArrayList<>(List.of("text,label"));
    for (int i = 0; i < 60; i++) {
      String word = i % 2 == 0 ? "bom" : "ruim";
      rows.add("produto " + word + " numero " + i + "," + (i % 2 == 0 ? "pos" : "neg"));
    }
    return rows;
  }

  /** The rows with the one at a line of the file replaced. */
  static String withLine(int line, String row) {
    List<String> rows = rows();
    rows.set(line - 1, row);
    return String.join("\n", rows) + "\n";
  }

  static Path data(Path folder) throws IOException {
    return write(folder.resolve("data.csv"), String.join("\n", rows()) + "\n");
  }

  static Path write(Path file, String text) throws IOException {
    return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static Run train(Path data, Path out, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("train", "sentiment", "--data", data.toString(), "--out", out.toString()));
    all.addAll(Arrays.asList(SMALL));
    all.addAll(Arrays.asList(more));
    return Run.of(all.toArray(String[]::new));
  }
}
