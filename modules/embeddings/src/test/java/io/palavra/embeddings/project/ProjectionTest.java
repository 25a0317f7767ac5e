package io.palavra.embeddings.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.report.ReportLanguage;
import java.awt.Font;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.util.MathArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProjectionTest {
  private static final int EACH = 20;

  @TempDir private Path folder;

  @Test
  void aNameThatWouldLieOnOneBeforeIsLeftOut() {
    Projection three =
        new Projection(
            List.of("casa", "lar", "mesa"),
            new double[][] {{0, 0}, {0.001, 0.001}, {1, 1}},
            Projection.Method.PCA,
            1);
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    assertThat(FreeLabels.of(three, 1000, 1000, font, 3)).containsExactly(0, 2);
    assertThat(FreeLabels.of(three, 1000, 1000, font, 1)).containsExactly(0);
  }

  @ParameterizedTest
  @EnumSource(Projection.Method.class)
  void groupsThatLieApartStayApart(Projection.Method method) {
    WordVectors vectors = groups();
    Projection projection = Projection.of(vectors, vectors.words().toList(), method, 1);
    double within = 0;
    double between = 0;
    int same = 0;
    int other = 0;
    double[][] places = projection.places();
    for (int i = 0; i < places.length; i++) {
      for (int j = 0; j < i; j++) {
        double d = Math.hypot(places[i][0] - places[j][0], places[i][1] - places[j][1]);
        if (i / EACH == j / EACH) {
          within += d;
          same++;
        } else {
          between += d;
          other++;
        }
      }
    }
    assertThat(between / other).isGreaterThan(3 * within / same);
    Projection again = Projection.of(vectors, vectors.words().toList(), method, 1);
    assertThat(again.places()).isDeepEqualTo(places);
  }

  @Test
  void theFirstComponentIsTheDirectionOfGreatestVariance() {
    double[][] rows = {{3, 4, 0}, {-3, -4, 0}, {6, 8, 0}, {-6, -8, 0.1}, {0, 0, -0.1}};
    Pca pca = Pca.of(rows, 2);
    assertThat(pca.places()[2][0]).isCloseTo(10, within(0.05));
    assertThat(pca.explained()).isCloseTo(1, within(1e-6));
  }

  @Test
  void noWordEndsTheScriptOfThePage() throws Exception {
    String hostile = "</script><b>\"'&";
    WordVectors vectors =
        WordVectors.of(
            List.of(hostile, "b", "c", "d"),
            List.of(
                new float[] {1, 0}, new float[] {0, 1}, new float[] {1, 1}, new float[] {2, 1}));
    Projection projection =
        Projection.of(vectors, vectors.words().toList(), Projection.Method.PCA, 1);
    String page = ProjectionPage.of(projection, "<i>", ReportLanguage.EN);
    assertThat(page).contains("\\u003c/script>").doesNotContain("</script><b>");
    assertThat(page.split("</script>", -1)).hasSize(2);
    assertThat(page).doesNotContain("http://", "https://");
    Path png = folder.resolve("p.png");
    ProjectionPicture.write(png, projection, "t", ReportLanguage.EN);
    assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void fewWordsWithLongVectorsKeepTheirDistancesOnAsManyAxes() {
    Random random = new Random(6);
    for (int words = 4; words < 80; words += 15) {
      double[][] rows = new double[words][200];
      for (double[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          // As single precision gives them.
          row[i] = (float) (0.3 * random.nextGaussian());
        }
      }
      Pca all = Pca.of(rows, words - 1);
      assertThat(all.explained()).isCloseTo(1, within(1e-9));
      for (int a = 0; a < words; a++) {
        double[] one = rows[a];
        double[] other = rows[(a + 1) % words];
        assertThat(MathArrays.distance(all.places()[a], all.places()[(a + 1) % words]))
            .isCloseTo(MathArrays.distance(one, other), within(1e-6));
      }
    }
  }

  @Test
  void thePageSpeaksTheLanguageThatIsAskedFor() {
    Projection projection =
        Projection.of(groups(), List.of("w0", "w1", "w2", "w3"), Projection.Method.PCA, 1);
    assertThat(ProjectionPage.of(projection, "t", ReportLanguage.PT))
        .contains("\"language\":\"pt-BR\"", "buscar", "encontradas", "% da variância")
        .doesNotContain("\"search\":\"search\"");
    assertThat(ProjectionPage.of(projection, "t", ReportLanguage.EN))
        .contains("\"language\":\"en\"", "\"search\":\"search\"");
  }

  @Test
  void fewerThanFourWordsAreRefused() {
    assertThatThrownBy(() -> Projection.of(groups(), List.of("w0", "w1"), Projection.Method.PCA, 1))
        .isInstanceOf(BadInputException.class);
  }

  private static WordVectors groups() {
    Random random = new Random(4);
    List<String> words = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int group = 0; group < 3; group++) {
      for (int i = 0; i < EACH; i++) {
        float[] vector = new float[10];
        for (int j = 0; j < vector.length; j++) {
          vector[j] = (float) (0.1 * random.nextGaussian()) + (j == group ? 1 : 0);
        }
        words.add("w" + words.size());
        vectors.add(vector);
      }
    }
    return WordVectors.of(words, vectors);
  }
}
