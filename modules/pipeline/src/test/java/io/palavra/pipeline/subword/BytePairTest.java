package io.palavra.pipeline.subword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.Normalizer2;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.TokenizerSpec;
import io.palavra.pipeline.token.Tokenizers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytePairTest {

  private static BytePairTokenizer learned(int merges, String... texts) {
    BytePairLearner learner = new BytePairLearner(false);
    for (String text : texts) {
      learner.add(text);
    }
    return learner.learn(merges);
  }

  private static List<String> texts(List<Token> tokens) {
    return tokens.stream().map(Token::text).toList();
  }

  /**
   * The example of Sennrich et al. (2016), figure 1, has low 5, lower 2, newest 6, widest 3 times.
   * With the space before the word as a symbol, by hand: "es" 9, "est" 9, then "▁l" 7.
   */
  @Test
  void theMostFrequentPairIsJoinedFirst() {
    BytePairTokenizer tokenizer =
        learned(
            3, "low ".repeat(5) + "lower ".repeat(2) + "newest ".repeat(6) + "widest ".repeat(3));

    assertThat(tokenizer.merges().pairs().subList(0, 2))
        .containsExactly(new BytePairMerges.Pair("e", "s"), new BytePairMerges.Pair("es", "t"));
    assertThat(texts(tokenizer.tokens("newest"))).contains("est");
  }

  @Test
  void mergesEqualThoseOfTheTextbook() {
    Random random = new Random(7);
    for (int round = 0; round < 30; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        text.append(random.nextInt(4) == 0 ? ' ' : (char) ('a' + random.nextInt(4)));
      }
      assertThat(learned(25, text.toString()).merges().pairs())
          .as("round %d", round)
          .isEqualTo(textbook(text.toString(), 25));
    }
  }

  /** Counts all pairs anew after every merge. */
  private static List<BytePairMerges.Pair> textbook(String text, int merges) {
    List<List<String>> words = new ArrayList<>();
    for (String word : text.trim().split("\\s+")) {
      List<String> symbols = new ArrayList<>(List.of("\u2581"));
      word.chars().forEach(c -> symbols.add(Character.toString(c)));
      words.add(symbols);
    }
    List<BytePairMerges.Pair> out = new ArrayList<>();
    while (out.size() < merges) {
      Map<BytePairMerges.Pair, Integer> counts = new HashMap<>();
      for (List<String> word : words) {
        for (int i = 0; i + 1 < word.size(); i++) {
          counts.merge(new BytePairMerges.Pair(word.get(i), word.get(i + 1)), 1, Integer::sum);
        }
      }
      BytePairMerges.Pair best = null;
      for (BytePairMerges.Pair pair : counts.keySet()) {
        if (best == null || better(pair, best, counts)) {
          best = pair;
        }
      }
      if (best == null || counts.get(best) < 2) {
        break;
      }
      out.add(best);
      for (List<String> word : words) {
        for (int i = 0; i + 1 < word.size(); i++) {
          if (word.get(i).equals(best.left()) && word.get(i + 1).equals(best.right())) {
            word.set(i, best.joined());
            word.remove(i + 1);
          }
        }
      }
    }
    return out;
  }

  private static boolean better(
      BytePairMerges.Pair a, BytePairMerges.Pair b, Map<BytePairMerges.Pair, Integer> counts) {
    int byCount = Integer.compare(counts.get(a), counts.get(b));
    int byLeft = b.left().compareTo(a.left());
    return byCount != 0
        ? byCount > 0
        : byLeft != 0 ? byLeft > 0 : b.right().compareTo(a.right()) > 0;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Começa bem, mas cansa!",
        "\"Não\", disse ele: 'talvez'... (R$ 1.234,56)",
        "naïve 東京 😀👍🏽 e\u0301",
        "don't-stop",
        ""
      })
  void spacesAndPunctuationComeBackAsTheyWere(String text) {
    BytePairTokenizer tokenizer = learned(50, "Começa bem, mas cansa! Não, não mas bem.");

    assertThat(tokenizer.detokenize(texts(tokenizer.tokens(text))))
        .isEqualTo(Normalizer2.getNFCInstance().normalize(text));
  }

  @Property(tries = 300)
  void anyTextComesBackUpToWhiteSpaceAndNormalisation(@ForAll @StringLength(max = 60) String text) {
    BytePairTokenizer tokenizer = learned(20, "the cat sat on the mat, the hat");
    String once = tokenizer.detokenize(texts(tokenizer.tokens(text)));

    assertThat(tokenizer.detokenize(texts(tokenizer.tokens(once)))).isEqualTo(once);
    assertThat(texts(tokenizer.tokens(once))).isEqualTo(texts(tokenizer.tokens(text)));
  }

  @Test
  void offsetsPointIntoTheOriginalText() {
    BytePairTokenizer tokenizer = learned(30, "walking talking walked talked ".repeat(3));
    String text = "  walking,  talked";

    for (Token token : tokenizer.tokens(text)) {
      assertThat(text.substring(token.start(), token.end()))
          .isEqualTo(token.text().replace("\u2581", ""));
    }
  }

  @Test
  void dropoutOfZeroIsTheOneCutAndOfOneIsCharacters() {
    BytePairTokenizer tokenizer = learned(30, "walking talking walked talked ".repeat(3));
    SplittableRandom random = new SplittableRandom(1);

    assertThat(tokenizer.sample("walking talked", 0, random))
        .isEqualTo(tokenizer.tokens("walking talked"));
    assertThat(texts(tokenizer.sample("talk", 1, random)))
        .containsExactly("\u2581", "t", "a", "l", "k");
  }

  @Test
  void dropoutGivesManyCutsOfTheSameText() {
    BytePairTokenizer tokenizer = learned(30, "walking talking walked talked ".repeat(3));
    SplittableRandom random = new SplittableRandom(1);
    Set<List<String>> cuts = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      List<String> cut = texts(tokenizer.sample("walking talked", 0.3, random));
      assertThat(tokenizer.detokenize(cut)).isEqualTo("walking talked");
      cuts.add(cut);
    }
    assertThat(cuts).hasSizeGreaterThan(5);
  }

  @Test
  void theSavedTokenizerCutsTheSame() {
    BytePairTokenizer tokenizer = learned(30, "walking talking walked talked ".repeat(3));
    Tokenizer restored = Tokenizers.of(tokenizer.spec());

    assertThat(restored.spec()).isEqualTo(tokenizer.spec());
    assertThat(restored.tokens("he walked")).isEqualTo(tokenizer.tokens("he walked"));
  }

  @Test
  void theOrderOfTheTextsDoesNotMatter() {
    assertThat(learned(20, "aab abb", "bba aab").merges())
        .isEqualTo(learned(20, "bba aab", "aab abb").merges());
  }

  @Test
  void aWordOfAMillionCharactersIsCutInReasonableTime() {
    BytePairTokenizer tokenizer = learned(10, "aaaa aaaaaaaa aaaa");

    assertThat(tokenizer.detokenize(texts(tokenizer.tokens("a".repeat(1_000_000)))))
        .hasSize(1_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b\n",
        "byte-pair-merges 2\na b\n",
        "byte-pair-merges 1\nab\n",
        "byte-pair-merges 1\na b c\n",
        "byte-pair-merges 1\na b\na b\n",
        "byte-pair-merges 1\n\n"
      })
  void brokenMergesAreRefusedWithTheirLine(String merges) {
    TokenizerSpec spec = new TokenizerSpec("bpe", new TreeMap<>(Map.of("merges", merges)));

    assertThatThrownBy(() -> Tokenizers.of(spec))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("merges");
  }

  @Test
  void withoutMergesItIsNotATokenizerToChoose() {
    assertThatThrownBy(() -> Tokenizers.of(new TokenizerSpec("bpe", new TreeMap<>())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("bpe");
  }
}
