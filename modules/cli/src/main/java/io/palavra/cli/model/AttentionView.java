package io.palavra.cli.model;

import io.palavra.cli.console.Console;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.report.ReportLanguage;
import io.palavra.translator.Attention;
import io.palavra.translator.Attention.Word;
import io.palavra.translator.report.AttentionMap;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Where a translator looked: the words it read most for each that it wrote. */
public final class AttentionView {
  private static final int SHOWN = 3;
  private static final double WORTH_SHOWING = 0.05;

  private final Console console;

  public AttentionView(Console console) {
    this.console = console;
  }

  /**
   * @param png takes a heat map; null for none
   * @param html takes a page; null for none
   */
  public void show(Attention attention, Path png, Path html) {
    console.print(console.colours().bold(attention.target()));
    console.print("");
    double[][] weights = attention.byWord();
    for (int i = 0; i < weights.length; i++) {
      console.print(
          String.format(
              Locale.ROOT,
              "%-20s %s",
              attention.written().get(i).text(),
              most(attention.read(), weights[i])));
    }
    if (png != null) {
      AttentionMap.write(png, attention, ReportLanguage.of(Locale.getDefault()));
      console.say("wrote " + png);
    }
    if (html != null) {
      AtomicFile.writeString(
          html, AttentionMap.page(attention, ReportLanguage.of(Locale.getDefault())));
      console.say("wrote " + html);
    }
  }

  private String most(List<Word> read, double[] weights) {
    Integer[] order = IntStream.range(0, weights.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(j -> -weights[j]));
    StringBuilder line = new StringBuilder();
    for (int k = 0; k < Math.min(SHOWN, order.length); k++) {
      int j = order[k];
      if (k == 0 || weights[j] >= WORTH_SHOWING) {
        String word = console.colours().shaded(read.get(j).text(), weights[j]);
        line.append(word).append(String.format(Locale.ROOT, " %.0f %%   ", 100 * weights[j]));
      }
    }
    return line.toString().stripTrailing();
  }
}
