package io.palavra.translator.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.pipeline.vocabulary.VocabularyBuilder;
import io.palavra.translator.data.EncodedPair;
import io.palavra.translator.data.Subwords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LexiconTest {
  private static final int FIRST = 4;
  private static final int WORDS = 300;
  private static final int IDS = FIRST + WORDS;

  /** {@code prefix0 ... prefix299} behind the marks, in that order. */
  private static Vocabulary vocabulary(String prefix) {
    VocabularyBuilder builder =
        new VocabularyBuilder(1, Integer.MAX_VALUE)
            .special(Subwords.BEGIN_TOKEN)
            .special(Subwords.END_TOKEN);
    for (int word = 0; word < WORDS; word++) {
      for (int i = word; i < WORDS; i++) {
        builder.add(prefix + word);
      }
    }
    return builder.build();
  }

  private static int translated(int source) {
    return FIRST + (source - FIRST) * 7 % WORDS;
  }

  /** Sentences whose words are translated one by one and put in another order. */
  private static List<EncodedPair> pairs(Random random, int count) {
    List<EncodedPair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] words = random.ints(2 + random.nextInt(8), FIRST, IDS).toArray();
      List<Integer> targets = new ArrayList<>();
      Arrays.stream(words).forEach(word -> targets.add(translated(word)));
      Collections.shuffle(targets, random);
      pairs.add(
          new EncodedPair(
              IntStream.concat(Arrays.stream(words), IntStream.of(Subwords.END)).toArray(),
              IntStream.concat(
                      targets.stream().mapToInt(Integer::intValue), IntStream.of(Subwords.END))
                  .toArray()));
    }
    return pairs;
  }

  /** The same model, word for word from the paper's equations. */
  private static Map<List<Integer>, Double> textbook(List<EncodedPair> pairs) {
    Map<List<Integer>, Double> shares = new HashMap<>();
    for (int round = 0; round < 5; round++) {
      Map<List<Integer>, Double> counts = new HashMap<>();
      Map<Integer, Double> totals = new HashMap<>();
      for (EncodedPair pair : pairs) {
        int[] sources = pair.source().clone();
        sources[sources.length - 1] = 0;
        for (int t = 0; t < pair.target().length - 1; t++) {
          int target = pair.target()[t];
          double sum = 0;
          for (int source : sources) {
            sum += shares.getOrDefault(List.of(source, target), 1.0);
          }
          for (int source : sources) {
            double due = shares.getOrDefault(List.of(source, target), 1.0) / sum;
            counts.merge(List.of(source, target), due, Double::sum);
            totals.merge(source, due, Double::sum);
          }
        }
      }
      shares.clear();
      counts.forEach((key, count) -> shares.put(key, count / totals.get(key.get(0))));
    }
    return shares;
  }

  @Test
  void probabilitiesAreThoseOfModelOne() {
    List<EncodedPair> pairs = pairs(new Random(2), 200);
    WordTranslations learned = WordTranslations.learn(pairs, IDS);
    Map<List<Integer>, Double> expected = textbook(pairs);
    expected.forEach(
        (key, share) ->
            assertThat(learned.probability(key.get(0), key.get(1)))
                .isCloseTo(share, within(1e-5 + 1e-3 * share)));
    int[] shown = {0};
    learned.each(
        (source, target, probability) -> {
          shown[0]++;
          assertThat(expected).containsKey(List.of(source, target));
        });
    assertThat(shown[0])
        .isEqualTo((int) expected.keySet().stream().filter(key -> key.get(0) != 0).count());
  }

  @Test
  void aDictionaryIsFoundFromSentencesAlone() {
    WordTranslations learned = WordTranslations.learn(pairs(new Random(3), 4000), IDS);
    for (int word = FIRST; word < IDS; word++) {
      assertThat(learned.probability(word, translated(word))).isGreaterThan(0.5);
    }
  }

  @Test
  void aFullTableLearnsFromThePairsThatItHasRoomFor() {
    WordTranslations learned = WordTranslations.learn(pairs(new Random(3), 4000), IDS, 2000);
    int[] shown = {0};
    learned.each((source, target, probability) -> shown[0]++);
    assertThat(shown[0]).isBetween(1500, 2200);
  }

  private static Lexicon lexicon() {
    return Lexicon.learn(pairs(new Random(3), 4000), vocabulary("s"), vocabulary("t"));
  }

  @Test
  void aSentenceHasTheTranslationsOfItsWordsAndWhatIsDue() {
    Lexicon lexicon = lexicon();
    int[] source = {10, 200, 33, Subwords.END};
    int[] words = lexicon.words(source, List.of(303));
    assertThat(words).isSorted().doesNotHaveDuplicates().doesNotContain(0);
    assertThat(words)
        .contains(
            Vocabulary.UNK, Subwords.END, translated(10), translated(200), translated(33), 303);
    assertThat(words.length).isLessThan(Lexicon.FREQUENT + 3 * (Lexicon.TRANSLATIONS + 1) + 3);
  }

  @Test
  void whatIsWrittenTheSameInBothLanguagesTranslatesItself() {
    Lexicon lexicon = Lexicon.learn(pairs(new Random(3), 9), vocabulary("s"), vocabulary("s"));
    for (int word = FIRST; word < IDS; word++) {
      assertThat(lexicon.words(new int[] {word}, List.of())).contains(word);
    }
  }

  @Test
  void itIsReadAsItWasWritten() {
    Lexicon lexicon = lexicon();
    Lexicon read = Lexicon.of(lexicon.text(), "lexicon.txt", IDS, IDS);
    assertThat(read.text()).isEqualTo(lexicon.text());
    for (int word = 0; word < IDS; word++) {
      assertThat(read.words(new int[] {word}, List.of()))
          .isEqualTo(lexicon.words(new int[] {word}, List.of()));
    }
  }

  @Test
  void strangersLexiconsAreRefusedInALine() {
    String good = "1 3\n4\n5 6\n\n";
    assertThat(Lexicon.of(good, "lexicon.txt", 3, 7).words(new int[] {1}, List.of()))
        .containsExactly(1, 3, 5, 6);
    String[] bad = {
      "",
      "1 3\n4\n5 6\n",
      good + "\n",
      good + "7",
      "1 3\n4\n5 7\n\n",
      "1 3\n4\n6 5\n\n",
      "1 3\n4\n5 5\n\n",
      "1 3\n4\n5  6\n\n",
      "1 3\n4\n5 -6\n\n",
      "1 3\n4\n5 6x\n\n",
      "1 3\n4\n99999999999\n\n",
      "1 3\n0\n5 6\n\n",
      "1\n4\n5 6\n\n",
      "\n4\n5 6\n\n",
      "1 3\r\n4\n5 6\n\n"
    };
    for (String text : bad) {
      assertThatThrownBy(() -> Lexicon.of(text, "lexicon.txt", 3, 7))
          .as(text)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("lexicon.txt")
          .message()
          .doesNotContain("\n");
    }
  }
}
