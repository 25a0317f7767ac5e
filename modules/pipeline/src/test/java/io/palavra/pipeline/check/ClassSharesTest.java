package io.palavra.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.token.UnicodeWordTokenizer;
import io.palavra.pipeline.token.WordOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassSharesTest {

  /** So many texts of a, b and c, no two of them alike. */
  private static Corpus<LabelledText> part(String name, int a, int b, int c) {
    List<LabelledText> texts = new ArrayList<>();
    for (int i = 0; i < a + b + c; i++) {
      texts.add(new LabelledText(name + i, i < a ? "a" : i < a + b ? "b" : "c"));
    }
    return Corpora.of(name + ".csv", texts);
  }

  private static List<Finding> shares(Corpus<LabelledText> train, Corpus<LabelledText> dev) {
    return shares(train, dev, "");
  }

  private static List<Finding> shares(
      Corpus<LabelledText> train, Corpus<LabelledText> dev, String separator) {
    return new DataCheck(
            new CheckOptions(5, 0.8, 100_000, false),
            new UnicodeWordTokenizer(new WordOptions(true, false, true, false)),
            separator)
        .check(train, Optional.of(dev), Optional.empty()).findings().stream()
            .filter(finding -> finding.kind() == FindingKind.OTHER_SHARES)
            .toList();
  }

  @Test
  void aClassThatIsHalfOfTrainAndAFifthOfDevIsNamed() {
    assertThat(shares(part("train", 500, 250, 250), part("dev", 40, 80, 80)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.where()).isEqualTo("dev/train");
              assertThat(finding.message()).contains("than in dev, \"a\" 50.0 and 20.0 %");
              assertThat(finding.count()).isEqualTo(60);
            });
  }

  @Test
  void aClassThatDevLacksIsAShareOfNone() {
    assertThat(shares(part("train", 400, 300, 300), part("dev", 0, 100, 100)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("\"a\" 40.0 and 0.0 %"));
  }

  @Test
  void sharesThatAreCloseAreNoFinding() {
    assertThat(shares(part("train", 500, 250, 250), part("dev", 80, 60, 60))).isEmpty();
  }

  @Test
  void aFewTextsDrawnFromTrainAreNoFinding() {
    Corpus<LabelledText> train = part("train", 500, 300, 200);
    Random random = new Random(1);
    for (int rows = 1; rows < 60; rows++) {
      int[] counts = new int[3];
      for (int i = 0; i < rows; i++) {
        double drawn = random.nextDouble();
        counts[drawn < 0.5 ? 0 : drawn < 0.8 ? 1 : 2]++;
      }
      assertThat(shares(train, part("dev", counts[0], counts[1], counts[2])))
          .as("%d rows", rows)
          .isEmpty();
    }
  }

  @Test
  void textsWithSeveralLabelsHaveNoSharesToCompare() {
    assertThat(shares(part("train", 500, 250, 250), part("dev", 40, 80, 80), ";")).isEmpty();
  }
}
