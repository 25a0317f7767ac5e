package io.palavra.pipeline.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeWordTokenizerTest {
  private static final Tokenizer PLAIN = new UnicodeWordTokenizer(WordOptions.defaults());

  /** ICU alone sees the colon inside a segment: after an underscore's kin, a decimal separator. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"‿a:b‿:c | ‿a : b‿ : c", "\u066B\u0D4E:ß | \u066B\u0D4E : ß", "_a:b | _a : b"})
  void aColonCutsWhateverTheWordBeginsWith(String text, String tokens) {
    for (boolean byTable : new boolean[] {true, false}) {
      Tokenizer words = new UnicodeWordTokenizer(WordOptions.defaults(), byTable);
      assertThat(texts(words, text)).as("by table: " + byTable).containsExactly(tokens.split(" "));
    }
  }

  /** Text, then its tokens with a blank between. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "I don't like it. | I don't like it .",
        "I don’t | I don't",
        "um copo d'água | um copo d'água",
        "copo d’água! | copo d'água !",
        "rock'n'roll | rock'n'roll",
        "'quoted' cats' | ' quoted ' cats '",
        "o guarda-chuva | o guarda - chuva",
        "disse-me que não | disse - me que não",
        "do pelo nesta àquela dum | do pelo nesta àquela dum",
        "A ação não é má. | A ação não é má .",
        "R$ 1.234,56 | R $ 1.234,56",
        "nota 10/10, 3.5 e 20% | nota 10 / 10 , 3.5 e 20 %",
        "às 12:30h | às 12 : 30h",
        "Gostei.Recomendo | Gostei . Recomendo",
        "bom.Entrega rápida.Loja ótima | bom . Entrega rápida . Loja ótima",
        "expectativas.O worse.I a.C. Ph.D i.e j.silva | expectativas . O worse . I a.C . Ph.D i.e j . silva",
        "U.S.A. e Sr. Silva | U.S.A . e Sr . Silva",
        "na americanas.com.br ontem | na americanas.com.br ontem",
        "bom!!!!! ruim... --- | bom !!! ruim ... ---",
        "sério?! | sério ? !",
        "nota:dez Site:loja.com.br | nota : dez Site : loja.com.br",
        "nome_do_arquivo snake_case2 | nome_do_arquivo snake_case2",
        "«Olá», “mundo”… | « Olá » , “ mundo ” …",
        "veja https://exemplo.com/a?b=c(d). | veja https://exemplo.com/a?b=c(d) .",
        "(http://a.b/c) | ( http://a.b/c )",
        "www.palavra.org, sim | www.palavra.org , sim",
        "www. | www .",
        "oi @joão_1 #Promoção #1 @ # | oi @joão_1 #Promoção # 1 @ #",
        "escreva a fulano.silva+x@exemplo.com.br. | escreva a fulano.silva+x@exemplo.com.br .",
        "a@b c@@d | a @ b c @ @d",
        "C++ e C# | C ++ e C #",
        "<br /> | < br / >",
        "日本 | 日本",
        "Привет, мир | Привет , мир",
        "Ελλάδα’ς | Ελλάδα'ς",
      })
  void wordsAreCutAsExpected(String text, String tokens) {
    assertThat(texts(PLAIN, text)).containsExactly(tokens.strip().split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "😍",
        "👍🏽",
        "👩‍👩‍👧‍👦",
        "🏳️‍🌈",
        "🇧🇷",
        "❤️",
        "👩🏾‍🚀",
        "1️⃣",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "👁️‍🗨️"
      })
  void anEmojiIsOneTokenWhereverItStands(String emoji) {
    assertThat(texts(PLAIN, emoji)).containsExactly(emoji);
    assertThat(texts(PLAIN, "a " + emoji + ".")).containsExactly("a", emoji, ".");
    assertThat(texts(PLAIN, "🎉" + emoji + "🎉")).containsExactly("🎉", emoji, "🎉");
  }

  @Test
  void flagsAreCutInPairs() {
    assertThat(texts(PLAIN, "🇧🇷🇵🇹🇦🇴")).containsExactly("🇧🇷", "🇵🇹", "🇦🇴");
  }

  @Test
  void decomposedAccentsAreComposedAndOffsetsAreThoseOfTheText() {
    String text = "na\u0303o e\u0301";
    List<Token> tokens = PLAIN.tokens(text);
    assertThat(tokens).containsExactly(new Token("não", 0, 4), new Token("é", 5, 7));
  }

  @Test
  void offsetsCountUtf16Units() {
    assertThat(PLAIN.tokens(" 😍 bom!!!!"))
        .containsExactly(new Token("😍", 1, 3), new Token("bom", 4, 7), new Token("!!!", 7, 11));
  }

  @Test
  void invisibleCharactersAreNoTokensAndDoNotDivideWords() {
    assertThat(texts(PLAIN, "\uFEFFguar\u00ADda \u200Bfim\u0000x \u200E"))
        .containsExactly("guarda", "fim", "x");
  }

  @Test
  void aTextWithoutTokensHasNone() {
    for (String blank :
        List.of("", " ", "\t\r\n", "\u00A0\u3000\u2028", "\u0000", "\uFE0F", "\u200D")) {
      assertThat(PLAIN.tokens(blank)).as("%s", (Object) blank.codePoints().toArray()).isEmpty();
    }
  }

  @Test
  void lowerCaseDoesNotDependOnTheLocaleOfTheMachine() {
    Tokenizer lower = new UnicodeWordTokenizer(new WordOptions(true, false, true, false));
    assertThat(texts(lower, "TITLE ÇÃO STRASSE İ ΟΔΟΣ"))
        .containsExactly("title", "ção", "strasse", "i̇", "οδος");
  }

  @Test
  void foldingTakesOffAccentsOfLatinGreekAndCyrillicAlone() {
    Tokenizer folding = new UnicodeWordTokenizer(new WordOptions(true, true, true, false));
    assertThat(texts(folding, "NÃO coração Ångström ñandú ά é हिन्दी"))
        .containsExactly("nao", "coracao", "angstrom", "nandu", "α", "e", "हिन्दी");
    assertThat(texts(folding, "\u0301")).containsExactly("\u0301");
  }

  @Test
  void punctuationCanBeLeftOutWhileEmojiAndCurrencyStay() {
    Tokenizer words = new UnicodeWordTokenizer(new WordOptions(false, false, false, false));
    assertThat(texts(words, "Não, (nunca)... 😍 R$5 + ❤ «a»! http://a.b"))
        .containsExactly("Não", "nunca", "😍", "R", "$", "5", "❤", "a", "http://a.b");
  }

  @Test
  void hyphensCanJoin() {
    Tokenizer joining = new UnicodeWordTokenizer(new WordOptions(false, false, true, true));
    assertThat(texts(joining, "guarda-chuva, dir-se-ia -x a- 1-2 a--b micro‐ondas"))
        .containsExactly(
            "guarda-chuva",
            ",",
            "dir-se-ia",
            "-",
            "x",
            "a",
            "-",
            "1",
            "-",
            "2",
            "a",
            "--",
            "b",
            "micro‐ondas");
  }

  @Test
  void aHalfSurrogatePairBecomesAReplacementCharacter() {
    assertThat(texts(PLAIN, "a \uD83D b")).containsExactly("a", "\uFFFD", "b");
  }

  @Test
  void aTokenOfFiveMillionCharactersIsCutInPieces() {
    List<Token> tokens = PLAIN.tokens("x".repeat(5_000_000));
    assertThat(tokens).hasSize((5_000_000 + 254) / 255);
    assertThat(tokens.get(0).text()).hasSize(255);
  }

  /** Made so that a scan that starts over at each character would never end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@",
        "@",
        "#",
        "www.",
        "http://",
        "a.",
        "-",
        "a-",
        "😍",
        "e\u0301\u0323",
        "👩\u200D",
        ")"
      })
  void hostileRepetitionsTakeTimeInProportion(String piece) {
    String text = "www.a.b#x" + piece.repeat(300_000);
    assertThat(PLAIN.tokens(text)).isNotEmpty();
  }

  @Test
  void detokenizedTextHasTheSameTokens() {
    String text = "Gostei, mas (talvez) não... R$ 5: é «bom»! d'água";
    List<String> tokens = texts(PLAIN, text);
    assertThat(PLAIN.detokenize(tokens))
        .isEqualTo("Gostei, mas (talvez) não ... R $ 5: é «bom»! d'água".replace(" ...", "..."));
    assertThat(texts(PLAIN, PLAIN.detokenize(tokens))).isEqualTo(tokens);
  }

  @Test
  void theSpecRebuildsAnEqualTokenizer() {
    for (boolean flag : new boolean[] {true, false}) {
      Tokenizer tokenizer = new UnicodeWordTokenizer(new WordOptions(flag, !flag, flag, !flag));
      assertThat(Tokenizers.of(tokenizer.spec()).spec()).isEqualTo(tokenizer.spec());
    }
  }

  private static List<String> texts(Tokenizer tokenizer, String text) {
    return tokenizer.tokens(text).stream().map(Token::text).toList();
  }
}
