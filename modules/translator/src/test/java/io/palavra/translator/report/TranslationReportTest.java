package io.palavra.translator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.training.report.Messages;
import io.palavra.training.report.ReportLanguage;
import io.palavra.translator.score.Measured;
import io.palavra.translator.score.Translated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslationReportTest {
  @TempDir private Path folder;

  private static Measured measured() {
    Random random = new Random(1);
    List<String> sources = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    List<String> references = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      StringBuilder reference = new StringBuilder("<b>start</b>");
      StringBuilder translation = new StringBuilder("<b>start</b>");
      for (int word = 0; word < 3 + i % 25; word++) {
        String next = " w" + random.nextInt(50);
        reference.append(next);
        translation.append(random.nextInt(4) > 0 ? next : " other");
      }
      sources.add(reference.toString().replace('w', 'v'));
      ours.add(translation.toString());
      references.add(reference.toString());
    }
    return Measured.of(new Translated(sources, ours, references));
  }

  @Test
  void thePageIsInTheLanguageThatIsAskedFor() throws IOException {
    Measured measured = measured();
    TranslationReport.write(folder.resolve("en"), "a <title>", measured, ReportLanguage.EN);
    TranslationReport.write(folder.resolve("pt"), "a <title>", measured, ReportLanguage.PT);
    String english = Files.readString(folder.resolve("en/report.html"));
    String portuguese = Files.readString(folder.resolve("pt/report.html"));

    assertThat(english)
        .contains(
            "<html lang=\"en\">", "1,200 test sentences", "The worst sentences", "a &lt;title")
        .doesNotContain("<title>a <title>", "<b>start</b>");
    assertThat(portuguese)
        .contains("<html lang=\"pt-BR\">", "1.200 frases de teste", "As piores frases", "menos é")
        .doesNotContain("sentences</th>", "<b>start</b>");
    String bleu = String.format(java.util.Locale.ROOT, "%.1f", measured.metrics().get("bleu"));
    assertThat(english).contains("<b>" + bleu + "</b>");
    assertThat(portuguese).contains("<b>" + bleu.replace('.', ',') + "</b>");
    for (String language : List.of("en", "pt")) {
      assertThat(folder.resolve(language).resolve("bleu-by-length.png")).isNotEmptyFile();
      assertThat(Files.readAllLines(folder.resolve(language).resolve("translations.tsv")))
          .hasSize(1201);
    }
  }

  @Test
  void theFootnoteSpeaksOfTheFiguresThatThePageShows() {
    for (ReportLanguage language : ReportLanguage.values()) {
      String page = TranslationReport.page("title", measured(), language);
      String footer = page.substring(page.indexOf("<footer>"));
      assertThat(footer).contains("BLEU", "chrF", "TER", "bootstrap").doesNotContain("F1");
    }
  }

  @Test
  void bothLanguagesHaveTheSameLabels() {
    for (String key :
        List.of(
            "sentences",
            "repeating.note",
            "lengths.title",
            "worst.note",
            "map.note",
            "map.title.cut")) {
      assertThat(Messages.of(ReportLanguage.PT, TranslationReport.class).get(key, 1, 2))
          .isNotBlank()
          .isNotEqualTo(Messages.of(ReportLanguage.EN, TranslationReport.class).get(key, 1, 2));
    }
  }
}
