package io.palavra.cnn.dna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.TokenizerSpec;
import io.palavra.pipeline.token.Tokenizers;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KmersTest {

  private static Tokenizer named(String name) {
    return Tokenizers.of(new TokenizerSpec(name, new TreeMap<>()));
  }

  private static List<String> texts(String name, String dna) {
    return named(name).tokens(dna).stream().map(Token::text).toList();
  }

  @Test
  void basesAreReadInBothCasesAndBlanksSkipped() {
    assertThat(texts("bases", "\tAc gt")).containsExactly("a", "c", "g", "t");
    assertThat(named("bases").tokens("a c").get(1)).isEqualTo(new Token("c", 2, 3));
  }

  @Test
  void stretchesOverlapAndForgetBasesThatAreNotKnown() {
    assertThat(texts("3-mers", "acgta")).containsExactly("acg", "cgt", "gta");
    assertThat(texts("3-mers", "acnta")).containsExactly("nnn", "nnn", "nnn");
    assertThat(texts("6-mers", "acgt")).isEmpty();
    assertThat(named("3-mers").detokenize(List.of("acg", "cgt"))).isEqualTo("acgt");
  }

  @Test
  void aLetterThatIsNoBaseIsNamedWithItsPlace() {
    assertThatThrownBy(() -> named("bases").tokens("acgtxacgt"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("place 5")
        .hasMessageContaining("\"x\"")
        .hasMessageContaining("a, c, g, t");
  }

  @Test
  void aTokenizerComesBackFromItsSpec() {
    Tokenizer tokenizer = named("4-mers");
    assertThat(Tokenizers.of(tokenizer.spec()).tokens("acgtac"))
        .isEqualTo(tokenizer.tokens("acgtac"));
    assertThat(Kmers.kinds("4-mers")).isEqualTo(256);
    assertThat(Kmers.kinds("bases")).isEqualTo(4);
    assertThat(Kmers.kinds("words")).isZero();
  }
}
