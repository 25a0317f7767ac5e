package io.palavra.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.training.evaluation.ConfusionMatrix;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final List<String> TEXTS = List.of("a thoughtful film", "dull, and long");
  private static final List<String> LABELS = List.of("negative", "positive");

  @ParameterizedTest
  @EnumSource
  void thePageIsWellFormedAndNeedsNothingFromOutside(ReportLanguage language) throws Exception {
    String page = HtmlReport.render(SampleReport.of(language, TEXTS, LABELS));
    assertThat(parsed(page).getElementsByTagName("svg").getLength()).isEqualTo(5);
    assertThat(page).doesNotContain("<script", "http://", "https://", "url(", "@import", "<link");
    assertThat(page).contains("default-src 'none'").endsWith("</html>\n");
  }

  @Test
  void hostileTextIsShownAndHasNoPower() throws Exception {
    String script = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;";
    List<String> labels = List.of("<b>bad\"", "' onmouseover=alert(3) ", "\u202egnp.exe");
    List<String> texts =
        List.of(script, "\u202eright to left", "שלום עולם", "\u0000\u0007\ud83d", "{0} '{1}'");
    String page = HtmlReport.render(SampleReport.of(ReportLanguage.EN, texts, labels));
    Document document = parsed(page);
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(document.getElementsByTagName("img").getLength()).isZero();
    assertThat(document.getElementsByTagName("b").getLength()).isEqualTo(4);
    assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("\u0000");
    assertThat(document.getDocumentElement().getTextContent()).contains("{0} '{1}'");
  }

  @Test
  void aLineOfAHundredThousandCharactersIsShortened() {
    List<String> texts = List.of("😀".repeat(50_000), "x".repeat(100_000));
    String page = HtmlReport.render(SampleReport.of(ReportLanguage.EN, texts, LABELS));
    assertThat(page).hasSizeLessThan(100_000).contains("… and 99,400 more characters");
  }

  @Test
  void portugueseHasItsWordsAndItsComma() {
    String page = HtmlReport.render(SampleReport.of(ReportLanguage.PT, TEXTS, LABELS));
    assertThat(page).contains("lang=\"pt-BR\"", "Acurácia", "Melhor que a referência");
    assertThat(page).containsPattern("<b>\\d\\d,\\d\u00a0%</b>");
  }

  @Test
  void aGreatManyClassesAreShownByTheirConfusions() {
    List<String> labels = IntStream.range(0, 60).mapToObj(k -> "class" + k).toList();
    String page = HtmlReport.render(SampleReport.of(ReportLanguage.EN, TEXTS, labels));
    assertThat(page).contains("The 40 most frequent confusions of 60 classes:");
    assertThat(page).doesNotContain("class=\"heat\"");
  }

  @Test
  void anEvaluationAloneMakesAPage() throws Exception {
    ReportInput input = ReportInput.of("sentiment", SampleReport.evaluation(TEXTS, LABELS));
    assertThat(parsed(HtmlReport.render(input)).getElementsByTagName("svg").getLength())
        .isEqualTo(3);
  }

  @Test
  void bothLanguagesSayEverything() throws IOException {
    Pattern key = Pattern.compile("(?m)^([A-Za-z0-9.]+)=(.*)$");
    List<String> english =
        key.matcher(resource("messages-en.properties"))
            .results()
            .map(match -> match.group(1))
            .toList();
    List<String> portuguese =
        key.matcher(resource("messages-pt.properties"))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(portuguese).isEqualTo(english).doesNotHaveDuplicates();
    Matcher places = Pattern.compile("'").matcher(resource("messages-en.properties"));
    assertThat(places.find()).as("an apostrophe would hide the places behind it").isFalse();
  }

  @Test
  void theFileIsWrittenWholeOrNotAtAll() throws IOException {
    try (FileSystem system = Jimfs.newFileSystem(Configuration.unix())) {
      Path folder = Files.createDirectory(system.getPath("/run"));
      ReportInput input = SampleReport.of(ReportLanguage.EN, TEXTS, LABELS);
      HtmlReport.write(folder.resolve("report.html"), input);
      assertThat(Files.readString(folder.resolve("report.html")))
          .isEqualTo(HtmlReport.render(input));
      assertThatThrownBy(() -> HtmlReport.write(system.getPath("/none/report.html"), input))
          .isInstanceOf(BadInputException.class);
    }
  }

  @Test
  void aRunsFolderHoldsPagePicturesAndFigures(@TempDir Path folder) {
    ReportInput input = SampleReport.of(ReportLanguage.EN, TEXTS, LABELS);
    RunReport.write(folder, input, input.run().orElseThrow());
    for (String name : List.of("report.html", "confusion.png", "calibration.png", "metrics.json")) {
      assertThat(folder.resolve(name)).isNotEmptyFile();
    }
  }

  @Test
  void picturesAreDrawnForAnyNumberOfClasses(@TempDir Path folder) {
    ReportInput input = SampleReport.of(ReportLanguage.PT, TEXTS, LABELS);
    Path png = folder.resolve("calibration.png");
    ReportPictures.calibration(png, input.evaluation(), ReportLanguage.PT);
    assertThat(png).isNotEmptyFile();
    for (int classes : new int[] {1, 2, 80}) {
      List<String> names = IntStream.range(0, classes).mapToObj(k -> "class" + k).toList();
      Path file = folder.resolve("confusion" + classes + ".png");
      long[][] counts = new long[classes][classes];
      ReportPictures.confusion(
          file, new ConfusionMatrix(new Labels(names), counts), ReportLanguage.EN);
      assertThat(file).isNotEmptyFile();
    }
  }

  /** The page keeps to the part of HTML that is XML, save for its first lines. */
  private static Document parsed(String page) throws Exception {
    String xml = page.replace("<!doctype html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static String resource(String name) throws IOException {
    try (var in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
