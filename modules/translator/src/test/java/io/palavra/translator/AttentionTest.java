package io.palavra.translator;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.token.Token;
import io.palavra.training.report.ReportLanguage;
import io.palavra.translator.Attention.Word;
import io.palavra.translator.report.AttentionMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private static List<Word> words(String... pieces) {
    return Attention.Words.of(Stream.of(pieces).map(piece -> new Token(piece, 0, 0)).toList());
  }

  @Test
  void whiteSpaceByItselfHasANameThatCanBeSeen() {
    List<Word> read = words("\u2581um", "\u2581", "\u2581dois");
    assertThat(read).extracting(Word::text).containsExactly("um", "␣", "dois", "∎");
    double[][] weights = {{0.25, 0.25, 0.25, 0.25}};
    String page =
        AttentionMap.page(new Attention("um  dois", "", read, words(), weights), ReportLanguage.EN);
    assertThat(page).contains("<th>␣</th>").doesNotContain("<th></th><th></th>");
  }

  @Test
  void aSpaceBelongsToWhatStandsBehindIt() {
    assertThat(words("\u2581um", "\u2581", ".", "\u2581", "dois", ".", "\u2581", "\u2581."))
        .extracting(Word::text)
        .containsExactly("um", ".", "dois", ".", "␣", ".", "∎");
  }
}
