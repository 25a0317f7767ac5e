package io.palavra.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.token.UnicodeWordTokenizer;
import io.palavra.pipeline.token.WordOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class DataStatsTest {
  @Test
  void rowsTokensCharactersWordsAndLabelsAreCounted() {
    DataStats stats =
        DataStats.of(
            Corpora.of(
                "small",
                List.of(
                    new LabelledText("a tela é boa", "pos"),
                    new LabelledText("a tela é má 😀", "neg"),
                    new LabelledText("", "neg"))),
            new UnicodeWordTokenizer(WordOptions.defaults()));
    assertThat(stats.rows()).isEqualTo(3);
    assertThat(stats.tokens()).isEqualTo(9);
    assertThat(stats.characters()).isEqualTo(12 + 13);
    assertThat(stats.vocabulary()).isEqualTo(new DistinctCount(6, true));
    assertThat(stats.labels()).isEqualTo(Map.of("pos", 1L, "neg", 2L));
    assertThat(stats.tokensPerText()).isEqualTo(new Lengths(0, 3, 0, 4, 5, 5, 5, 5));
    assertThat(stats.toText()).contains("small: 3 rows, 9 tokens, 25 characters");
  }

  @Test
  void anEmptyCorpusHasZeros() {
    DataStats stats =
        DataStats.of(
            Corpora.of("none", List.<LabelledText>of()),
            new UnicodeWordTokenizer(WordOptions.defaults()));
    assertThat(stats.tokensPerText()).isEqualTo(new Lengths(0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(stats.toText()).contains("none: 0 rows");
  }

  @Property(tries = 200)
  void percentilesAreNearestRankWithinOneIn256(
      @ForAll @NotEmpty List<@LongRange(max = Long.MAX_VALUE / 1000) Long> values) {
    LengthHistogram histogram = new LengthHistogram();
    values.forEach(histogram::add);
    long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    Lengths lengths = histogram.lengths();
    assertThat(lengths.min()).isEqualTo(sorted[0]);
    assertThat(lengths.max()).isEqualTo(sorted[sorted.length - 1]);
    long[] found = {lengths.p5(), lengths.median(), lengths.p90(), lengths.p95(), lengths.p99()};
    double[] shares = {0.05, 0.5, 0.9, 0.95, 0.99};
    for (int i = 0; i < found.length; i++) {
      long exact = sorted[(int) Math.max(1, Math.ceil(shares[i] * sorted.length)) - 1];
      assertThat(found[i]).isLessThanOrEqualTo(exact);
      assertThat((double) found[i]).isCloseTo(exact, within(exact / 256.0));
    }
  }

  @Test
  void vocabulariesBeyondAMillionAreEstimated() {
    DistinctWords words = new DistinctWords();
    for (int i = 0; i < DistinctWords.EXACT; i++) {
      words.add("w" + i);
    }
    assertThat(words.count()).isEqualTo(new DistinctCount(DistinctWords.EXACT, true));
    for (int i = 0; i < 3 * DistinctWords.EXACT; i++) {
      words.add("w" + i);
    }
    DistinctCount count = words.count();
    assertThat(count.exact()).isFalse();
    assertThat((double) count.count()).isCloseTo(3e6, within(3e6 * 4 * 0.0081));
  }

  @Test
  void shinglesGiveTheJaccardSimilarityOfCharacterFiveGrams() {
    long[] a = Shingles.of("abcdefghijklmnopqrstuvwxyz").orElseThrow();
    long[] b = Shingles.of("abcdefghijklmnopqrstuvwxy").orElseThrow();
    assertThat(a).hasSize(22);
    assertThat(Shingles.similarity(a, b)).isEqualTo(21 / 22.0);
    assertThat(Shingles.of("too short to say")).isEmpty();
    assertThat(Arrays.stream(a).distinct().count()).isEqualTo(22);
  }
}
