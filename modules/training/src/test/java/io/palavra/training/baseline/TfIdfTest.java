package io.palavra.training.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.bwaldvogel.liblinear.Feature;
import io.palavra.pipeline.token.Token;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TfIdfTest {
  private static final LinearOptions PLAIN = options(false, 4_000_000);
  private static final LinearOptions SUBLINEAR = options(true, 4_000_000);
  private static final List<TextSample.Text> DOCUMENTS =
      Stream.of("good good film", "bad film", "good plot bad end").map(TfIdfTest::text).toList();

  /** scikit-learn 1.2.1, TfidfVectorizer(ngram_range=(1, 2)): film, two bigrams, good. */
  @Test
  void weightsEqualThoseOfScikitLearn() {
    assertThat(sortedWeights(PLAIN))
        .containsExactly(
            new double[] {0.343851429617, 0.452123308263, 0.452123308263, 0.687702859235},
            within(1e-12));
    assertThat(sortedWeights(SUBLINEAR))
        .containsExactly(
            new double[] {0.369495431094, 0.485842088486, 0.485842088486, 0.625610147386},
            within(1e-12));
  }

  @Test
  void aVectorEndsWithItsBiasAndRises() {
    TfIdf tfIdf = TfIdf.of(DOCUMENTS, PLAIN, 100);
    assertThat(tfIdf.features()).isEqualTo(11);
    for (TextSample.Text document : DOCUMENTS) {
      Feature[] vector = tfIdf.vector(document.tokens());
      int[] indices = Arrays.stream(vector).mapToInt(Feature::getIndex).toArray();
      assertThat(indices).isSorted().doesNotHaveDuplicates().endsWith(12);
      assertThat(vector[vector.length - 1].getValue()).isEqualTo(1);
    }
  }

  @Test
  void unknownWordsAndNoWordsLeaveTheBiasAlone() {
    TfIdf tfIdf = TfIdf.of(DOCUMENTS, PLAIN, 100);
    assertThat(tfIdf.vector(text("something else").tokens())).hasSize(1);
    assertThat(tfIdf.vector(new long[0])).hasSize(1);
  }

  @Test
  void ofTooManyNgramsTheMostFrequentStay() {
    TfIdf tfIdf = TfIdf.of(DOCUMENTS, PLAIN, 3);
    assertThat(tfIdf.features()).isEqualTo(3);
    assertThat(tfIdf.vector(text("bad").tokens())).hasSize(2);
    assertThat(tfIdf.vector(text("good").tokens())).hasSize(2);
    assertThat(tfIdf.vector(text("film").tokens())).hasSize(2);
    assertThat(tfIdf.vector(text("plot end").tokens())).hasSize(1);
  }

  @Test
  void countingStaysWithinItsBound() {
    List<TextSample.Text> many =
        IntStream.range(0, 500).mapToObj(i -> text("common rare" + i)).toList();
    TfIdf tfIdf = TfIdf.of(many, options(true, 50), 1000);
    assertThat(tfIdf.features()).isLessThanOrEqualTo(50);
    assertThat(tfIdf.vector(text("common").tokens())).hasSize(2);
  }

  private static double[] sortedWeights(LinearOptions options) {
    Feature[] vector = TfIdf.of(DOCUMENTS, options, 100).vector(DOCUMENTS.get(0).tokens());
    return Arrays.stream(vector, 0, vector.length - 1)
        .mapToDouble(Feature::getValue)
        .sorted()
        .toArray();
  }

  private static TextSample.Text text(String words) {
    List<Token> tokens =
        Arrays.stream(words.split(" ")).map(word -> new Token(word, 0, 0)).toList();
    return new TextSample.Text(0, Ngrams.hashes(tokens, 100), 0);
  }

  private static LinearOptions options(boolean sublinear, int maxNgrams) {
    LinearOptions usual = LinearOptions.words();
    return new LinearOptions(2, sublinear, usual.candidates(), 1000, 100, maxNgrams, 1000);
  }
}
