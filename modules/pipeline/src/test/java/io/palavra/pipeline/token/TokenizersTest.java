package io.palavra.pipeline.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.encode.Truncation;
import io.palavra.pipeline.service.Providers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TokenizersTest {

  @Test
  void textOptionsChooseTheirTokenizer() {
    Tokenizer tokenizer = Tokenizers.of(TextOptions.defaults());
    assertThat(tokenizer).isInstanceOf(UnicodeWordTokenizer.class);
    assertThat(tokenizer.spec().options()).containsEntry("lowerCase", "true");
  }

  @Test
  void aWishThatATokenizerHasNoOptionForIsNone() {
    TokenizerSpec spec = Tokenizers.spec("words", Map.of("lowerCase", "false", "size", "3"));
    assertThat(spec.options()).containsExactly(Map.entry("lowerCase", "false"));
  }

  @Test
  void aThreadWhoseClassLoaderKnowsNoneOfThisFindsWhatIsRegistered() {
    Thread thread = Thread.currentThread();
    ClassLoader own = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      assertThat(Providers.of(TokenizerFactory.class))
          .extracting(TokenizerFactory::name)
          .contains("bpe")
          .doesNotHaveDuplicates();
    } finally {
      thread.setContextClassLoader(own);
    }
    assertThat(Providers.of(TokenizerFactory.class))
        .extracting(TokenizerFactory::name)
        .contains("bpe")
        .doesNotHaveDuplicates();
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> Tokenizers.of(spec("wrods", Map.of())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("wrods")
        .hasMessageContaining("did you mean words?");
    assertThatThrownBy(() -> new TextOptions("charcters", true, false, 2, 100, 10, Truncation.HEAD))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean characters?");
  }

  @Test
  void anUnknownOptionIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> Tokenizers.of(spec("words", Map.of("lowercase", "true"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean lowerCase?");
  }

  @Test
  void aWrongValueIsRefused() {
    assertThatThrownBy(() -> Tokenizers.of(spec("words", Map.of("lowerCase", "yes"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("\"yes\"")
        .hasMessageContaining("true or false");
    assertThatThrownBy(() -> Tokenizers.of(spec("characters", Map.of("unit", "bytes"))))
        .hasMessageContaining("codepoints or graphemes");
  }

  @Test
  void everyNameMakesATokenizerThatSaysItsNameAndAllItsOptions() {
    assertThat(Tokenizers.names()).contains("words", "characters", "spaces");
    for (String name : Tokenizers.names()) {
      TokenizerSpec spec = Tokenizers.of(spec(name, Map.of())).spec();
      assertThat(spec.name()).isEqualTo(name);
      assertThat(spec.options()).isNotEmpty();
      assertThat(Tokenizers.of(spec).spec()).isEqualTo(spec);
    }
  }

  @Test
  void spacesAloneCutATextThatIsCutAlready() {
    Tokenizer tokenizer = Tokenizers.of(spec("spaces", Map.of()));
    assertThat(tokenizer.tokens(" It 's\tn't\u00a0so (5.0/10)\u000b!\r\n"))
        .containsExactly(
            new Token("It", 1, 3),
            new Token("'s", 4, 6),
            new Token("n't\u00a0so", 7, 13),
            new Token("(5.0/10)", 14, 22),
            new Token("!", 23, 24));
    assertThat(tokenizer.tokens(" \n\t")).isEmpty();
    assertThat(tokenizer.detokenize(List.of("It", "'s"))).isEqualTo("It 's");
  }

  @Test
  void wordsBetweenSpacesAreLowerCasedAndLoseTheirAccentsWhereThatIsAsked() {
    Map<String, String> both = Map.of("lowerCase", "true", "foldAccents", "true");
    assertThat(Tokenizers.of(spec("spaces", both)).tokens("NA\u0303O É").stream().map(Token::text))
        .containsExactly("nao", "e");
  }

  @Test
  void graphemesKeepWhatAReaderSeesAsOne() {
    Tokenizer tokenizer = Tokenizers.of(spec("characters", Map.of("unit", "graphemes")));
    assertThat(tokenizer.tokens("e\u0301 👩🏾‍🚀\r\n").stream().map(Token::text))
        .containsExactly("é", " ", "👩🏾‍🚀", "\r\n");
  }

  @Test
  void codePointsAreComposedAndKeepWhiteSpace() {
    Tokenizer tokenizer = Tokenizers.of(spec("characters", Map.of("lowerCase", "true")));
    assertThat(tokenizer.tokens("A\u0303 😍\n"))
        .containsExactly(
            new Token("ã", 0, 2),
            new Token(" ", 2, 3),
            new Token("😍", 3, 5),
            new Token("\n", 5, 6));
  }

  private static TokenizerSpec spec(String name, Map<String, String> options) {
    return new TokenizerSpec(name, new TreeMap<>(options));
  }
}
