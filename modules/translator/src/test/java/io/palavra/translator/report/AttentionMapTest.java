package io.palavra.translator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.training.report.Messages;
import io.palavra.training.report.ReportLanguage;
import io.palavra.translator.Attention;
import io.palavra.translator.Attention.Word;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttentionMapTest {
  private static String title(int read, int written, ReportLanguage language) {
    Attention attention =
        new Attention("", "", words(read), words(written), new double[written][read]);
    return AttentionMap.title(attention, Messages.of(language, AttentionMap.class));
  }

  private static List<Word> words(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Word("w" + i, i, i + 1)).toList();
  }

  @Test
  void aPictureOfTheFirstWordsSaysSo() {
    assertThat(title(60, 60, ReportLanguage.EN)).isEqualTo("where the model looked, in percent");
    assertThat(title(61, 5, ReportLanguage.EN))
        .endsWith("the first 60 of 61 words read, 5 of 5 written");
    assertThat(title(5, 1200, ReportLanguage.PT))
        .endsWith("as primeiras 5 de 5 palavras lidas, 60 de 1.200 escritas");
  }
}
