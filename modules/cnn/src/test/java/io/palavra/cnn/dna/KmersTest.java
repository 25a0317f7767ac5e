package io.palavra.cnn.dna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.encode.Truncation;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.TokenizerSpec;
import io.palavra.pipeline.token.Tokenizers;
import io.palavra.pipeline.vocabulary.Vocabulary;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({"bases,nnnnanncnngtnt,a c g t", "2-mers,aannnnccnnnngtnnn,aa cc gt"})
  void basesThatAreNotKnownAreNoWordHoweverOftenTheyCome(String name, String dna, String known) {
    TextOptions options = new TextOptions(name, true, false, 1, 100, 400, Truncation.HEAD);
    TextEncoder.Learner learner = new TextEncoder.Learner(options);
    learner.see(dna);
    TextEncoder encoder = learner.encoder();
    List<String> tokens = encoder.vocabulary().tokens();
    assertThat(tokens.subList(Vocabulary.UNK + 1, tokens.size()))
        .containsExactlyInAnyOrder(known.split(" "));
    assertThat(encoder.encode("nnn")).containsOnly(Vocabulary.UNK);
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
