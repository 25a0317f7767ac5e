package io.palavra.pipeline.subword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ibm.icu.text.Normalizer2;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.Tokenizers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UnigramTest {
  /** Of the Unicode version that tokenizers know: the JDK has an older one, with other marks. */
  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  private static UnigramTokenizer learned(int size) {
    UnigramLearner learner = new UnigramLearner(false);
    for (int i = 0; i < 20; i++) {
      learner.add("o gato comeu o rato e o gato dormiu");
      learner.add("os gatos comeram os ratos e os gatos dormiram");
    }
    return learner.learn(size);
  }

  private static List<String> texts(List<Token> tokens) {
    return tokens.stream().map(Token::text).toList();
  }

  @Test
  void frequentStretchesBecomePieces() {
    UnigramTokenizer tokenizer = learned(12);
    assertThat(tokenizer.pieces().logs()).containsKeys("▁o", "t", "▁gato");
    assertThat(texts(tokenizer.tokens("o gato"))).containsExactly("▁o", "▁gato");
  }

  /** Pieces a, b, ab with 0.25, 0.25, 0.5: "ab" is cut [ab] with 8/9 and [a, b] with 1/9. */
  @Test
  void expectationsAndDrawsFollowTheProbabilities() {
    UnigramPieces pieces =
        new UnigramPieces(Map.of("a", Math.log(0.25), "b", Math.log(0.25), "ab", Math.log(0.5)));
    Map<String, Double> expected = new HashMap<>();
    double likelihood = new Lattice("ab", pieces).expect(9, expected);
    assertThat(likelihood).isCloseTo(9 * Math.log(0.5625), within(1e-9));
    assertThat(expected.get("ab")).isCloseTo(8, within(1e-9));
    assertThat(expected.get("a")).isCloseTo(1, within(1e-9));
    SplittableRandom random = new SplittableRandom(1);
    int whole = 0;
    for (int i = 0; i < 9000; i++) {
      whole += new Lattice("ab", pieces).sample(1, random).size() == 1 ? 1 : 0;
    }
    assertThat(whole).isBetween(7850, 8150);
  }

  /** Unicode 16 has the second mark; the first one stands before it in composed text. */
  @Test
  void marksThatAreNewerThanTheJdkComeBackInTheirOrder() {
    anyTextComesBack("\u0316\u0897");
    anyTextComesBack("\u0897\u0316");
  }

  @Property(tries = 300)
  void anyTextComesBack(@ForAll String text) {
    UnigramTokenizer tokenizer = learned(12);
    String back = tokenizer.detokenize(texts(tokenizer.tokens(text)));
    String again = tokenizer.detokenize(texts(tokenizer.tokens(back)));
    assertThat(again).isEqualTo(back);
    assertThat(bare(back)).isEqualTo(bare(text));
    List<String> drawn = texts(tokenizer.sample(text, 1, new SplittableRandom(7)));
    assertThat(tokenizer.detokenize(drawn)).isEqualTo(back);
  }

  /** White space is one space, and characters are composed. */
  private static String bare(String text) {
    StringBuilder out = new StringBuilder();
    NFC.normalize(text)
        .codePoints()
        .filter(
            c ->
                !Character.isWhitespace(c)
                    && !Character.isSpaceChar(c)
                    && c != 0xFEFF
                    && c != 0x2581)
        .forEach(out::appendCodePoint);
    return NFC.normalize(out);
  }

  @Test
  void itIsSavedAndRead() {
    UnigramTokenizer tokenizer = learned(12);
    Tokenizer read = Tokenizers.of(tokenizer.spec());
    assertThat(read).isInstanceOf(UnigramTokenizer.class);
    assertThat(((UnigramTokenizer) read).pieces()).isEqualTo(tokenizer.pieces());
    assertThatThrownBy(() -> UnigramPieces.parse("unigram-pieces 1\na 0.5\n", "x"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("x:2");
  }

  /** Also where no piece is as long as a pair of surrogates. */
  @Test
  void emojiAreCharactersAsOthersAre() {
    UnigramPieces pieces = new UnigramPieces(Map.of("a", Math.log(0.5), "b", Math.log(0.5)));
    List<String> cut = List.of("a", "\uD83D\uDE00", "b", "\uD83D\uDE80");
    Lattice lattice = new Lattice(String.join("", cut), pieces);
    assertThat(lattice.best()).isEqualTo(cut);
    assertThat(lattice.sample(0.5, new SplittableRandom(1))).isEqualTo(cut);
    Map<String, Double> expected = new HashMap<>();
    // Two characters that were never seen: each e^-10 times as probable as the rarest piece.
    assertThat(lattice.expect(1, expected)).isCloseTo(4 * Math.log(0.5) - 2 * 10, within(1e-9));
    assertThat(expected).containsOnlyKeys(cut).hasSize(4);
  }
}
