package io.palavra.translator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.training.report.ReportLanguage;
import io.palavra.translator.score.LengthScores.Bucket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.style.AxesChartStyler;

class LengthChartTest {
  @ParameterizedTest
  @CsvSource({"9.087523428131961, 10", "34.2, 40", "100, 100", "2.5, 4", "0.3, 1", "0, 1"})
  void theAxisEndsWithARoundNumberAboveTheHighestScore(double bleu, double end) {
    Bucket only = new Bucket(1, 5, 3, bleu, 20, 1);
    AxesChartStyler styler =
        LengthChart.chart(Map.of("BLEU", List.of(only)), ReportLanguage.EN).getStyler();
    assertThat(styler.getYAxisMin()).isZero();
    assertThat(styler.getYAxisMax()).isEqualTo(end);
    assertThat(styler.getYAxisDecimalPattern()).isEqualTo("0.#");
  }
}
