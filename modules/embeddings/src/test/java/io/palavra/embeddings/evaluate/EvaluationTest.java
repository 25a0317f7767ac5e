package io.palavra.embeddings.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
  @TempDir Path folder;

  private final WordVectors vectors =
      WordVectors.of(
          List.of("rei", "rainha", "homem", "mulher"),
          List.of(
              new float[] {1, 0, 1},
              new float[] {0, 1, 1},
              new float[] {1, 0, 0},
              new float[] {0, 1, 0}));

  @Test
  void spearmanWithTiesEqualsCommonsMath() {
    Random random = new Random(2);
    double[] x = random.ints(200, 0, 12).asDoubleStream().toArray();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] + random.nextInt(9);
    }
    assertThat(Spearman.of(x, y))
        .isCloseTo(new SpearmansCorrelation().correlation(x, y), within(1e-12));
    assertThat(Spearman.of(new double[] {1, 2, 3}, new double[] {5, 4, 3})).isEqualTo(-1);
    assertThat(Spearman.of(new double[0], new double[0])).isNaN();
    assertThatThrownBy(() -> Spearman.of(new double[] {1, Double.NaN}, new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void unknownPairsCountBothWays() throws IOException {
    SimilaritySet set =
        similarity(
            "# note\nS\tRei\trainha\t5\ni\thomem\tmulher\t1\ns\trei\thomem\t7\nt\trei\tmesa\t9\n");
    SimilarityScore score = set.score(vectors);
    assertThat(score.pairs()).isEqualTo(4);
    assertThat(score.covered()).isEqualTo(3);
    assertThat(score.spearman()).isCloseTo(1, within(1e-12));
    assertThat(score.spearmanOfAll()).isLessThan(0.5);
  }

  @Test
  void fourLayoutsOfPairsAreUnderstood() throws IOException {
    assertThat(similarity("word1\tword2\tPOS\tScore\nvelho\tnovo\tA\t1.5\n").pairs())
        .containsExactly(new SimilaritySet.Pair("velho", "novo", 1.5));
    assertThat(similarity("a b 2\n").pairs()).containsExactly(new SimilaritySet.Pair("a", "b", 2));
    assertThat(similarity("made\taffect\t0.23\t\n").pairs())
        .containsExactly(new SimilaritySet.Pair("made", "affect", 0.23));
    assertThatThrownBy(() -> similarity("a\tb\t1\nc\td\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(":2:");
    assertThatThrownBy(() -> similarity("a\tb\n")).isInstanceOf(BadInputException.class);
  }

  @Test
  void onlyNamesOfColumnsAreForgivenAsAFirstLine() throws IOException {
    assertThat(similarity("Word 1\tWord 2\tHuman (mean)\na\tb\t1\n").pairs()).hasSize(1);
    assertThat(similarity("w1\tw2\tPOS\tSimLex-999\na\tb\tN\t1\n").pairs()).hasSize(1);
    for (String first :
        List.of(
            "love\thouse\tNaN",
            "love\thouse\t-Infinity",
            "love\thouse\t7,5",
            "love\thouse\t1e999",
            "love\thouse\t?",
            "love\thouse",
            "word1\tword2\tPOS\tscore")) {
      assertThatThrownBy(() -> similarity("# note\n" + first + "\na\tb\t1\n"))
          .as("%s", first)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("set.txt:2: found ")
          .hasMessageContaining("two words and a score");
    }
    assertThatThrownBy(() -> similarity("casa\tlar\t7,5\n"))
        .hasMessageContaining("a decimal point, not a comma");
    assertThatThrownBy(() -> similarity("word1\tword2\tscore\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("set.txt:1:");
  }

  @Test
  void pairsMayBePartedByCommas() throws IOException {
    SimilaritySet.Pair pair = new SimilaritySet.Pair("rei", "rainha", 7.5);
    for (String text :
        List.of(
            "rei,rainha,7.5\n",
            "word1,word2,score\nrei,rainha,7.5\n",
            "\"word 1\",\"word 2\",\"Human (mean)\"\r\n\"rei\",\"rainha\",\"7.5\"\r\n",
            "word1,word2,POS,score\nrei, rainha, N, 7.5\n",
            "# note, with, commas\nS,rei,rainha,7.5,\n",
            "rei , \"rainha\" , 7.5\n")) {
      Path file = write(text);
      assertThat(EvaluationFile.kind(file))
          .as("%s", text)
          .isEqualTo(EvaluationFile.Kind.SIMILARITIES);
      assertThat(SimilaritySet.read(file).pairs()).as("%s", text).containsExactly(pair);
    }
    assertThat(similarity("\"São Paulo, SP\",\"say \"\"oi\"\"\",1\n").pairs())
        .containsExactly(new SimilaritySet.Pair("São Paulo, SP", "say \"oi\"", 1));
    assertThat(similarity("Washington,D.C. capital 3\n").pairs())
        .containsExactly(new SimilaritySet.Pair("Washington,D.C.", "capital", 3));
  }

  @Test
  void aBrokenLineOfPairsPartedByCommasIsNamed() {
    for (String line :
        List.of(
            "rei,rainha",
            "rei, rainha 5",
            "rei,,7.5",
            ",rainha,7.5",
            "rei,rainha,",
            "rei,rainha,NaN",
            "rei,rainha,Infinity",
            "rei,rainha,1e999",
            "rei,rainha,7,5",
            "0,rei,rainha,7.5",
            "rei,rainha,homem,mulher,7.5")) {
      assertThatThrownBy(() -> similarity("a,b,1\n" + line + "\nc,d,2\n"))
          .as("%s", line)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("set.txt:2: found \"" + line)
          .hasMessageContaining("expected two words and a score");
    }
    for (String line : List.of("\"rei,rainha,7.5", "\"rei\"x,rainha,7.5", "rei,\"rainha,7.5")) {
      assertThatThrownBy(() -> similarity("a,b,1\n" + line + "\nc,d,2\n"))
          .as("%s", line)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("set.txt:2: ")
          .hasMessageContaining("a closing quote for each that opens");
    }
    assertThatThrownBy(() -> similarity("rei,rainha,\"7,5\"\n"))
        .hasMessageContaining("a decimal point, not a comma");
  }

  @Test
  void analogiesMayBePartedByCommas() throws IOException {
    List<String> question = List.of("homem", "rei", "mulher", "rainha");
    for (String text :
        List.of(
            "homem,rei,mulher,rainha\n",
            "word1,word2,word3,word4\nhomem,rei,mulher,rainha\n",
            "a,b,c,d\n\"homem\",\"rei\", \"mulher\" , rainha\n")) {
      Path file = write(text);
      assertThat(EvaluationFile.kind(file)).as("%s", text).isEqualTo(EvaluationFile.Kind.ANALOGIES);
      assertThat(AnalogySet.read(file).sections())
          .as("%s", text)
          .containsExactly(new AnalogySet.Section("all", List.of(question)));
    }
    assertThat(AnalogySet.read(write(": casa\nhomem,rei,mulher,rainha\n")).sections())
        .containsExactly(new AnalogySet.Section("casa", List.of(question)));
    assertThat(AnalogySet.read(write("Washington,D.C. USA Paris França\n")).sections().get(0))
        .isEqualTo(
            new AnalogySet.Section(
                "all", List.of(List.of("Washington,D.C.", "USA", "Paris", "França"))));
    for (String line :
        List.of("a,b,c", "a,,c,d", "a,b,c,d,e", "a, b, c d", "\"a,b,c,d", "a b,c,d,e")) {
      assertThatThrownBy(() -> AnalogySet.read(write("k,q,m,w\n" + line + "\n")))
          .as("%s", line)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("set.txt:2: found \"" + line)
          .hasMessageContaining("expected four words");
    }
  }

  @Test
  void aLineThatDoesNotFitDoesNotChangeWhatAFileIs() throws IOException {
    for (String text :
        List.of(
            "king queen man woman\nlove house king\n",
            ": family\nlove house king\nking queen man woman\n")) {
      Path file = write(text);
      assertThat(EvaluationFile.kind(file)).isEqualTo(EvaluationFile.Kind.ANALOGIES);
      assertThatThrownBy(() -> AnalogySet.read(file))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("set.txt:2: found \"love house king\", expected four words");
    }
    assertThat(EvaluationFile.kind(write("w1\tw2\tscore\na\tb\t1\n")))
        .isEqualTo(EvaluationFile.Kind.SIMILARITIES);
    assertThat(EvaluationFile.kind(write("fruit: pear, fig\nbird: owl\n")))
        .isEqualTo(EvaluationFile.Kind.NEITHER);
  }

  @Test
  void aWordItsClassAndTwoNumbersAreNoPair() throws IOException {
    Path file = write("NOUN\tCLASS\tFREQ\tLOGFREQ\npato\tave\t2094\t7.65\ncão\tanimal\t9\t2\n");
    assertThat(EvaluationFile.kind(file)).isEqualTo(EvaluationFile.Kind.NEITHER);
    assertThatThrownBy(() -> SimilaritySet.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("two words and a score");
  }

  @Test
  void headingsWithoutAQuestionAreRefused() {
    assertThatThrownBy(() -> AnalogySet.read(write(": family\n: capitals\n")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("set.txt: expected four words a line");
  }

  @Test
  void analogiesAreCountedBySection() throws IOException {
    AnalogyScore score =
        AnalogySet.read(
                write(
                    ": casa\nhomem rei mulher rainha\nhomem rei mulher mesa\n: dois\n"
                        + "rei homem rainha mulher\nrei rainha homem homem\n"))
            .score(vectors);
    assertThat(score.sections())
        .containsExactly(
            new AnalogyScore.Section("casa", 2, 1, 1), new AnalogyScore.Section("dois", 2, 2, 1));
    assertThat(score.total()).isEqualTo(new AnalogyScore.Section("total", 4, 3, 2));
    assertThatThrownBy(() -> AnalogySet.read(write("a b c\n")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("four words");
  }

  @Test
  void thePublishedSetsHaveTheirPublishedSizes() {
    String data = System.getenv("PALAVRA_DATASETS");
    assumeTrue(data != null, "PALAVRA_DATASETS names no folder of data sets");
    Path english = Path.of(data, "word_similarity_en");
    assertThat(SimilaritySet.read(english.resolve("EN-WS-353-ALL.txt")).pairs()).hasSize(353);
    assertThat(SimilaritySet.read(english.resolve("EN-SIMLEX-999.txt")).pairs()).hasSize(999);
    assertThat(SimilaritySet.read(english.resolve("EN-RW-STANFORD.txt")).pairs()).hasSize(2034);
    assertThat(SimilaritySet.read(english.resolve("EN-MEN-TR-3k.txt")).pairs()).hasSize(3000);
    Path lx = Path.of(data, "embedding_eval_pt", "LX-DSemVectors");
    assertThat(SimilaritySet.read(lx.resolve("LX-SimLex-999.txt")).pairs()).hasSize(999);
    SimilaritySet words = SimilaritySet.read(lx.resolve("LX-WordSim-353.txt"));
    assertThat(words.pairs()).hasSize(352);
    assertThat(words.pairs().get(0)).isEqualTo(new SimilaritySet.Pair("amor", "sexo", 6.77));
    AnalogySet google = AnalogySet.read(Path.of(data, "google_analogies", "questions-words.txt"));
    assertThat(google.sections()).hasSize(14);
    assertThat(google.sections().stream().mapToInt(s -> s.questions().size()).sum())
        .isEqualTo(19_544);
    AnalogySet br = AnalogySet.read(lx.resolve("LX-4WAnalogiesBr.txt"));
    assertThat(br.sections().stream().mapToInt(s -> s.questions().size()).sum()).isEqualTo(17_558);
  }

  private SimilaritySet similarity(String text) throws IOException {
    return SimilaritySet.read(write(text));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("set.txt"), text);
  }
}
