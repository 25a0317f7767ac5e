package io.palavra.embeddings.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.space.Alignment.Pair;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.ParallelText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceTest {
  private final WordVectors crossing =
      WordVectors.of(
          List.of("homem", "mulher", "rei", "rainha", "mesa"),
          List.of(
              new float[] {1, 0, 0, 0},
              new float[] {0, 1, 0, 0},
              new float[] {1, 0, 1, 0},
              new float[] {0, 1, 1, 0},
              new float[] {0, 0, 0, 1}));

  @Test
  void multiplicationFindsTheAnalogyToo() {
    List<Neighbour> answer = CosMul.analogy(crossing, "homem", "rei", "mulher", 1);
    assertThat(answer.get(0).word()).isEqualTo("rainha");
    double rootHalf = Math.sqrt(0.5);
    double expected = (1.5 / 2) * ((rootHalf + 1) / 2) / (0.5 + 0.001);
    assertThat((double) answer.get(0).similarity()).isCloseTo(expected, within(1e-5));
    assertThat(CosMul.analogy(crossing, "homem", "rei", "mulher", 0)).isEmpty();
  }

  @Test
  void aWordOfZerosIsNoAnswerToAnAnalogyByMultiplication() {
    WordVectors vectors =
        WordVectors.of(
            List.of("a", "b", "c", "zero", "d"),
            List.of(
                new float[] {1, 0},
                new float[] {0, 1},
                new float[] {1, 1},
                new float[] {0, 0},
                new float[] {-1, -1}));
    assertThat(CosMul.analogy(vectors, "a", "b", "c", 5))
        .extracting(Neighbour::word)
        .containsExactly("d");
  }

  @Test
  void theWordFarFromTheOthersIsTheOddOne() {
    assertThat(OddOneOut.of(crossing, List.of("rei", "rainha", "mesa", "homem")).get(0).word())
        .isEqualTo("mesa");
    assertThatThrownBy(() -> OddOneOut.of(crossing, List.of("rei", "mesa")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("three");
  }

  @Test
  void aTextIsTheMeanOfItsUnitVectorsAndTellsWhatIsUnknown() {
    TextVector text = TextVector.of(crossing, "Homem, zebra REI!");
    assertThat(text.known()).containsExactly("Homem,", "REI!");
    assertThat(text.unknown()).containsExactly("zebra");
    float half = (float) Math.sqrt(0.5);
    assertThat(text.values()).containsExactly(new float[] {1 + half, 0, half, 0}, within(1e-6f));
    assertThat(text.cosine(text)).isCloseTo(1, within(1e-9));
    assertThatThrownBy(() -> TextVector.of(crossing, "zebra !"))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void aTurnedSpaceIsTurnedBackByAFewPairs() {
    WordVectors first = random(60, 8, 1);
    double angle = 0.7;
    List<float[]> turned = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      float[] v = first.vector(i);
      float[] w = v.clone();
      w[0] = (float) (Math.cos(angle) * v[0] - Math.sin(angle) * v[5]);
      w[5] = (float) (Math.sin(angle) * v[0] + Math.cos(angle) * v[5]);
      w[2] = -v[3];
      w[3] = v[2];
      turned.add(w);
    }
    WordVectors second = WordVectors.of(first.words().map(word -> word + "'").toList(), turned);
    List<Pair> pairs = first.words().map(word -> new Pair(word, word + "'")).toList();
    Alignment alignment = Alignment.of(first, second, pairs.subList(0, 20));
    assertThat(alignment.turn(first.vector(40))).containsExactly(second.vector(40), within(1e-5f));
    Alignment.Found found = alignment.test(first, second, pairs.subList(20, 60));
    assertThat(found.atOne()).isEqualTo(1);
    assertThat(found.asked()).isEqualTo(40);
    assertThatThrownBy(() -> Alignment.of(first, crossing, pairs))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("dimensions");
    assertThatThrownBy(() -> Alignment.of(first, second, List.of(new Pair("x", "y"))))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void aHeldBackWordWithoutADirectionFindsNothing() {
    WordVectors first =
        WordVectors.of(List.of("a", "zero"), List.of(new float[] {1, 0}, new float[] {0, 0}));
    Alignment alignment = Alignment.of(first, first, List.of(new Pair("a", "a")));
    assertThat(alignment.test(first, first, List.of(new Pair("a", "a"), new Pair("zero", "a"))))
        .isEqualTo(new Alignment.Found(2, 0.5, 0.5));
  }

  /** The plane as it is: of each word the nearest one is itself, the next one its neighbour. */
  @Test
  void aHeldBackWordIsFoundWhenOneOfItsTranslationsIs() {
    WordVectors plane =
        WordVectors.of(
            List.of("a", "b", "c"),
            List.of(new float[] {1, 0}, new float[] {0.6f, 0.8f}, new float[] {0, 1}));
    Alignment same = Alignment.of(plane, plane, List.of(new Pair("a", "a"), new Pair("c", "c")));
    List<Pair> asked =
        List.of(new Pair("a", "c"), new Pair("a", "a"), new Pair("b", "a"), new Pair("b", "nada"));
    assertThat(same.test(plane, plane, asked)).isEqualTo(new Alignment.Found(2, 0.5, 1));
  }

  @Test
  void noWordThatIsLearnedFromIsAskedForHoweverOftenAPairIsListed() {
    WordVectors first = random(40, 8, 4);
    WordVectors second = random(40, 8, 5);
    List<Pair> once = first.words().map(word -> new Pair(word, word)).toList();
    List<Pair> often = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      often.addAll(once);
    }
    HeldBackPairs parted = HeldBackPairs.of(first, second, often);
    assertThat(parted.known()).isEqualTo(once);
    assertThat(parted.held()).hasSize(8).contains(once.get(4), once.get(39));
    assertThat(parted.learned()).hasSize(32).doesNotContainAnyElementsOf(parted.held());
  }

  @Test
  void pairsThatShareATranslationWithAHeldBackWordAreNotLearnedFrom() {
    WordVectors words =
        WordVectors.of(
            List.of("a", "b", "c", "d", "e", "f", "Capital"),
            random(7, 3, 6).words().map(w -> new float[] {1, 2, 3}).toList());
    List<Pair> pairs =
        List.of(
            new Pair("a", "a"),
            new Pair("b", "b"),
            new Pair("c", "capital"),
            new Pair("d", "e"),
            new Pair("e", "e"),
            new Pair("a", "f"),
            new Pair("e", "f"),
            new Pair("e", "nada"));
    HeldBackPairs parted = HeldBackPairs.of(words, words, pairs);
    assertThat(parted.held()).containsExactly(new Pair("e", "e"), new Pair("e", "f"));
    assertThat(parted.learned())
        .containsExactly(new Pair("a", "a"), new Pair("b", "b"), new Pair("c", "Capital"));
    List<Pair> allToOne = words.words().map(word -> new Pair(word, "a")).toList();
    assertThat(HeldBackPairs.of(words, words, allToOne).held()).isEmpty();
    assertThat(HeldBackPairs.of(words, words, allToOne).learned()).isEqualTo(allToOne);
  }

  @Test
  void wordsThatStandInTheSameSentencesArePairs() {
    List<ParallelText> sentences = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sentences.add(new ParallelText("a casa " + i, "the house " + i + "x"));
      sentences.add(new ParallelText("a rua " + i, "the street " + i + "x"));
    }
    assertThat(Lexicon.of(Corpora.of("pairs", sentences), text -> List.of(text.split(" "))))
        .contains(new Pair("casa", "house"), new Pair("rua", "street"), new Pair("a", "the"))
        .doesNotContain(new Pair("a", "house"));
  }

  @Test
  void nothingChangesBetweenASpaceAndItselfTurnedButMuchToAnotherOne() {
    WordVectors first = random(80, 6, 2);
    NeighbourChange same = NeighbourChange.between(first, first, 50, 5);
    assertThat(same.meanOverlap()).isEqualTo(1);
    assertThat(same.words()).hasSize(50);
    NeighbourChange other = NeighbourChange.between(first, random(80, 9, 3), 50, 5);
    assertThat(other.meanOverlap()).isLessThan(0.4);
    assertThat(other.words().get(0).gained()).isNotEmpty();
    assertThatThrownBy(() -> NeighbourChange.between(first, crossing, 5, 5))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void groupsThatLieOnTheirAttributesHaveTheLargestEffect() {
    List<String> words = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (String group : List.of("x", "y", "a", "b")) {
        words.add(group + i);
        boolean one = group.equals("x") || group.equals("a");
        vectors.add(new float[] {one ? 1 : 0.01f * i, one ? 0.01f * i : 1});
      }
    }
    AssociationTest test = new AssociationTest("t", group("x"), group("y"), group("a"), group("b"));
    AssociationTest.Result result = test.run(WordVectors.of(words, vectors));
    assertThat(result.effect()).isBetween(1.8, 2.0);
    assertThat(result.pValue()).isLessThan(0.03);
    assertThat(result.known()).isEqualTo(16);
    assertThatThrownBy(() -> test.run(crossing)).isInstanceOf(BadInputException.class);
  }

  private static AssociationTest.Words group(String name) {
    return new AssociationTest.Words(name, List.of(name + 0, name + 1, name + 2, name + 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pt", "en"})
  void theListsOfALanguageAreThereEachWordOnceInItsGroup(String language) {
    for (AssociationTest test : AssociationTest.in(language)) {
      for (AssociationTest.Words group :
          List.of(test.first(), test.second(), test.one(), test.other())) {
        assertThat(group.words()).hasSize(8).doesNotHaveDuplicates();
      }
    }
    assertThat(AssociationTest.in(language)).hasSize(4);
  }

  private static WordVectors random(int count, int dimensions, long seed) {
    Random random = new Random(seed);
    List<String> words = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] vector = new float[dimensions];
      for (int j = 0; j < dimensions; j++) {
        vector[j] = (float) random.nextGaussian();
      }
      words.add("w" + i);
      vectors.add(vector);
    }
    return WordVectors.of(words, vectors);
  }
}
