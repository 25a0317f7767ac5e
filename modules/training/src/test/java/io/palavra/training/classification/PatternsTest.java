package io.palavra.training.classification;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.TokenizerSpec;
import io.palavra.pipeline.token.Tokenizers;
import io.palavra.training.kind.Firing;
import io.palavra.training.kind.UnitPattern.Stretch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {

  @ParameterizedTest
  @CsvSource({"words, é o a", "characters, é o"})
  void aStretchIsWrittenAsItsTokenizerPutsTokensTogether(String name, String written) {
    Tokenizer tokenizer =
        Tokenizers.of(
            new TokenizerSpec(
                name, new TreeMap<>(Map.of("lowerCase", "true", "foldAccents", "false"))));
    List<Token> tokens = tokenizer.tokens("é o a");
    Patterns patterns = new Patterns(List.of("no", "yes"), 5, tokenizer);
    patterns.add(tokens, List.of(new Firing("filter 1 of width 3", 1, 0, 3, 0.5, 0.25)));
    assertThat(patterns.strongest().get(0).stretches())
        .containsExactly(
            new Stretch(tokens.subList(0, 3).stream().map(Token::text).toList(), written, 0.5, 1));
  }
}
