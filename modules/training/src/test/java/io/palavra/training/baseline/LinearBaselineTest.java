package io.palavra.training.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.encode.Truncation;
import io.palavra.pipeline.split.DevSet;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.TestSet;
import io.palavra.pipeline.split.TrainSet;
import io.palavra.pipeline.token.Tokenizers;
import io.palavra.pipeline.vocabulary.Labels;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinearBaselineTest {
  private static final Labels LABELS = new Labels(List.of("bad", "good"));
  private static final TextOptions WORDS = TextOptions.defaults();

  @Test
  void aBigramThatDecidesIsLearned() {
    BaselineResult result = LinearBaseline.train(negation(300), LABELS, WORDS, 1);
    assertThat(result.accuracy()).isEqualTo(1);
    assertThat(result.name()).isEqualTo("tf-idf + linear");
    assertThat(result.test().predicted()).hasSize(30);
    assertThat(result.texts()).isEqualTo(300).isEqualTo(result.learned());
  }

  @Test
  void theSameSeedGivesTheSameAnswers() {
    Split<LabelledText> noisy = split(noise(400, 1), noise(60, 2), noise(80, 3));
    BaselineResult first = LinearBaseline.train(noisy, LABELS, WORDS, 5);
    BaselineResult again = LinearBaseline.train(noisy, LABELS, WORDS, 5);
    assertThat(again.test().predicted()).isEqualTo(first.test().predicted());
    assertThat(again.chosen()).isEqualTo(first.chosen());
    assertThat(again.devAccuracy()).isEqualTo(first.devAccuracy());
  }

  @Test
  void aCorpusBeyondTheBoundIsSampled() {
    LinearOptions usual = LinearOptions.words();
    LinearOptions tight = new LinearOptions(2, true, usual.candidates(), 2_000, 100, 5_000, 5_000);
    BaselineResult result =
        LinearBaseline.train(negation(3_000), LABELS, Tokenizers.of(WORDS), tight, 1);
    assertThat(result.texts()).isEqualTo(3_000);
    assertThat(result.learned()).isBetween(50L, 250L);
    assertThat(result.features()).isLessThanOrEqualTo(2_500);
    assertThat(result.accuracy()).isGreaterThan(0.9);
    assertThat(result.description()).contains("of 3000 texts, sampled");
  }

  @Test
  void aSampleIsDrawnEvenlyFromTheWholeCorpus() {
    LinearOptions usual = LinearOptions.words();
    LinearOptions tight = new LinearOptions(2, true, usual.candidates(), 4_000, 100, 5_000, 5_000);
    Stream<LabelledText> texts =
        IntStream.range(0, 10_000).mapToObj(i -> new LabelledText("t", i < 5_000 ? "bad" : "good"));
    TextSample sample =
        TextSample.of(corpus(texts.toList()), LABELS, Tokenizers.of(WORDS), tight, 9);
    double good = sample.texts().stream().mapToInt(TextSample.Text::label).average().orElseThrow();
    assertThat(sample.partial()).isTrue();
    assertThat(good).isBetween(0.4, 0.6);
  }

  @Test
  void oneClassInTrainingIsAnsweredAlways() {
    List<LabelledText> train = List.of(new LabelledText("fine", "good"));
    Split<LabelledText> split = split(train, train, noise(10, 1));
    assertThat(LinearBaseline.train(split, LABELS, WORDS, 1).test().predicted())
        .hasSize(10)
        .containsOnly(1);
  }

  @Test
  void aClassThatTrainingLacksIsNeverAnswered() {
    Labels three = new Labels(List.of("bad", "fair", "good"));
    Split<LabelledText> split = split(noise(100, 1), noise(20, 2), noise(20, 3));
    assertThat(LinearBaseline.train(split, three, WORDS, 1).test().predicted()).doesNotContain(1);
  }

  @Test
  void emptyTextsAndAnEmptyDevelopmentSetAreDefined() {
    List<LabelledText> train =
        List.of(new LabelledText("", "bad"), new LabelledText("   ", "good"));
    Split<LabelledText> split = split(train, List.of(), train);
    assertThat(LinearBaseline.train(split, LABELS, WORDS, 1).test().predicted()).hasSize(2);
  }

  @Test
  void aLabelThatTrainingHasNotSeenIsNamedWithItsPlace() {
    List<LabelledText> odd = List.of(new LabelledText("x", "ugly"));
    Split<LabelledText> split = split(noise(10, 1), noise(10, 2), odd);
    assertThatThrownBy(() -> LinearBaseline.train(split, LABELS, WORDS, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "made.csv:2: found \"ugly\", expected a label that training has seen: bad, good");
  }

  @Test
  void charactersAreCountedInLongerRuns() {
    TextOptions characters =
        new TextOptions("characters", true, false, 1, 1000, 400, Truncation.HEAD);
    BaselineResult result = LinearBaseline.train(negation(200), LABELS, characters, 1);
    assertThat(result.accuracy()).isGreaterThan(0.9);
  }

  @Test
  void standardOutputStaysEmpty() {
    PrintStream before = System.out;
    ByteArrayOutputStream caught = new ByteArrayOutputStream();
    try (PrintStream catcher = new PrintStream(caught, true, StandardCharsets.UTF_8)) {
      System.setOut(catcher);
      LinearBaseline.train(negation(50), LABELS, WORDS, 1);
    } finally {
      System.setOut(before);
    }
    assertThat(caught.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  /** "not good" is bad, "not bad" is good. */
  private static Split<LabelledText> negation(int train) {
    return split(negations(train, 1), negations(30, 2), negations(30, 3));
  }

  private static List<LabelledText> negations(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              boolean not = random.nextBoolean();
              boolean good = random.nextBoolean();
              String text =
                  "film" + random.nextInt(50) + (not ? " not" : " so") + (good ? " good" : " bad");
              return new LabelledText(text, not == good ? "bad" : "good");
            })
        .toList();
  }

  private static List<LabelledText> noise(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new LabelledText(
                    "w" + random.nextInt(90) + " w" + random.nextInt(90),
                    random.nextBoolean() ? "good" : "bad"))
        .toList();
  }

  private static Split<LabelledText> split(
      List<LabelledText> train, List<LabelledText> dev, List<LabelledText> test) {
    return new Split<>(
        new TrainSet<>(corpus(train)),
        new DevSet<>(corpus(dev)),
        new TestSet<>(corpus(test)),
        "made");
  }

  private static Corpus<LabelledText> corpus(List<LabelledText> texts) {
    return new Corpus<>() {
      @Override
      public String name() {
        return "made";
      }

      @Override
      public RecordStream<LabelledText> open() {
        return new Stored(texts.iterator());
      }

      @Override
      public Fingerprint fingerprint() {
        return new Fingerprint("0".repeat(64));
      }
    };
  }

  private static final class Stored implements RecordStream<LabelledText> {
    private final Iterator<LabelledText> texts;
    private long line = 1;

    Stored(Iterator<LabelledText> texts) {
      this.texts = texts;
    }

    @Override
    public boolean hasNext() {
      return texts.hasNext();
    }

    @Override
    public Located<LabelledText> next() {
      line++;
      return new Located<>(texts.next(), new Place("made.csv", line));
    }

    @Override
    public void close() {
      line = 0;
    }
  }
}
