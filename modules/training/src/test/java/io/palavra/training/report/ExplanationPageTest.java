package io.palavra.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.token.Token;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.Firing;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ExplanationPageTest {
  private static final String TEXT = "caro & <b>";
  private static final List<Token> TOKENS =
      List.of(new Token("caro", 0, 4), new Token("<b>", 7, 10));
  private static final List<Firing> FIRINGS =
      List.of(new Firing("network 2, filter 17 of width 3", 0, 0, 2, 1.5, 0.25));

  private static Explanation about(String given, String label, double probability) {
    Classification answer =
        new Classification(TEXT, given, 0.625, List.of("preço", "tela"), List.of(0.875, 0.25));
    double[] occlusion = {1.5, -0.75};
    return new Explanation(answer, label, probability, TOKENS, occlusion, new double[2], FIRINGS);
  }

  @Test
  void thePageSpeaksPortugueseWithItsDecimalSigns() {
    String page =
        ExplanationPage.of(List.of(about("preço", "preço", 0.625)), false, ReportLanguage.PT);
    assertThat(page)
        .contains("<html lang=\"pt-BR\">", "<h1><bdi>preço</bdi></h1>", "62,5\u00a0%")
        .contains("+1,500", "oclusão", "rede 2, filtro 17 de largura 3")
        .doesNotContain("occlusion", "filter 17");
  }

  @Test
  void thePageSpeaksEnglishAndHidesNoMarkupOfTheText() {
    String page =
        ExplanationPage.of(List.of(about("preço", "preço", 0.625)), false, ReportLanguage.EN);
    assertThat(page)
        .contains("<html lang=\"en\">", "62.5\u00a0% probable", "network 2, filter 17 of width 3")
        .contains(
            "--share: 0.60\" title=\"+1.500\">caro", "--share: 0.30\" title=\"-0.750\">&lt;b&gt;")
        .doesNotContain("<b>");
  }

  @Test
  void tokensThatShareCharactersShowThemOnce() {
    Classification answer =
        new Classification("don't, no", "a", 0.5, List.of("a", "b"), List.of(0.5, 0.5));
    List<Token> tokens =
        List.of(
            new Token("do", 0, 3),
            new Token("n't", 2, 5),
            new Token("not", 2, 5),
            new Token("no", 7, 9));
    Explanation why =
        new Explanation(answer, tokens, new double[] {0.5, -2, 1, 0.25}, new double[4]);
    assertThat(why.pieces())
        .containsExactly(
            new Explanation.Piece("don't", OptionalDouble.of(-2)),
            new Explanation.Piece(", ", OptionalDouble.empty()),
            new Explanation.Piece("no", OptionalDouble.of(0.25)));
    assertThat(ExplanationPage.of(List.of(why), false, ReportLanguage.EN))
        .contains("title=\"-2.000\">don&apos;t</mark>, <mark");
  }

  @Test
  void eachOfSeveralLabelsIsNamedWithItsOwnProbability() {
    List<Explanation> both =
        List.of(about("preço;tela", "preço", 0.875), about("preço;tela", "tela", 0.25));
    assertThat(ExplanationPage.of(both, true, ReportLanguage.EN))
        .contains("<h2><bdi>preço</bdi>", "given, 87.5\u00a0%")
        .contains("<h2><bdi>tela</bdi>", "given, 25.0\u00a0%");
  }

  @Test
  void aTextWithoutALabelSaysSoAndNamesTheLabelThatIsExplained() {
    String page = ExplanationPage.of(List.of(about("", "tela", 0.25)), true, ReportLanguage.EN);
    assertThat(page)
        .contains("<h1><bdi>no label</bdi></h1>", "<h2><bdi>tela</bdi>", "below its threshold");
  }
}
