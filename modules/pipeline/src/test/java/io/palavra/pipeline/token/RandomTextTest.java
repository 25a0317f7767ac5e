package io.palavra.pipeline.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** In the manner of Lucene's {@code checkRandomData}: any text, some options, several threads. */
class RandomTextTest {
  private static final int TEXTS = 3_000;
  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  private final long seed = Long.getLong("palavra.test.seed", System.nanoTime());

  @Test
  void theTableCutsAsIcuDoes() {
    Random random = new Random(seed);
    for (int i = 0; i < TEXTS; i++) {
      WordOptions options =
          new WordOptions(
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean());
      String text = RandomText.of(random);
      assertThat(new UnicodeWordTokenizer(options, true).tokens(text))
          .as(() -> named(text))
          .isEqualTo(new UnicodeWordTokenizer(options, false).tokens(text));
    }
  }

  @Test
  void offsetsRiseAndEachTokenComesFromItsPlace() {
    Random random = new Random(seed);
    Tokenizer words = new UnicodeWordTokenizer(WordOptions.defaults());
    Tokenizer lower = new UnicodeWordTokenizer(new WordOptions(true, true, true, true));
    for (int i = 0; i < TEXTS; i++) {
      String text = RandomText.of(random);
      checkOffsets(text, lower.tokens(text), false);
      List<Token> tokens = words.tokens(text);
      checkOffsets(text, tokens, false);
      for (Token token : tokens) {
        checkText(text, token);
      }
    }
  }

  @Test
  void charactersInARowAreTheTextComposed() {
    Random random = new Random(seed);
    for (boolean graphemes : new boolean[] {false, true}) {
      Tokenizer tokenizer = new CharacterTokenizer(new CharacterOptions(graphemes, false, false));
      for (int i = 0; i < TEXTS; i++) {
        String text = RandomText.of(random);
        List<Token> tokens = tokenizer.tokens(text);
        checkOffsets(text, tokens, !graphemes);
        String whole = tokenizer.detokenize(tokens.stream().map(Token::text).toList());
        if (text.codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000)) {
          assertThat(NFC.normalize(whole)).as(() -> named(text)).isEqualTo(NFC.normalize(text));
        }
      }
    }
  }

  @Test
  void severalThreadsGetWhatOneGets() throws Exception {
    List<Tokenizer> tokenizers =
        List.of(
            new UnicodeWordTokenizer(new WordOptions(true, false, true, false)),
            new CharacterTokenizer(new CharacterOptions(true, true, false)));
    List<String> texts = new ArrayList<>();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      texts.add(RandomText.of(random));
    }
    for (Tokenizer tokenizer : tokenizers) {
      Callable<List<List<Token>>> task = () -> texts.stream().map(tokenizer::tokens).toList();
      List<List<Token>> alone = task.call();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        for (Future<List<List<Token>>> other : threads.invokeAll(List.of(task, task, task, task))) {
          assertThat(other.get()).as("seed " + seed).isEqualTo(alone);
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void proseIsCutAsIcuCutsTheWholeOfIt() {
    // The first sentence is the example of UAX #29, section 4.
    String prose =
        "The quick (“brown”) fox can't jump 32.3 feet, right? Ele disse: «não vou» e saiu d'água; "
            + "custou R$ 1.234,56 na 3ª vez, 50% a menos. Ça va? Grüße; Привет и пока.";
    List<String> expected = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getWordInstance(ULocale.ROOT);
    breaks.setText(prose);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      if (!prose.substring(start, end).isBlank()) {
        expected.add(prose.substring(start, end));
      }
      start = end;
    }
    Tokenizer words = new UnicodeWordTokenizer(WordOptions.defaults());
    assertThat(words.tokens(prose).stream().map(Token::text).toList())
        .isEqualTo(expected)
        .startsWith(
            "The", "quick", "(", "“", "brown", "”", ")", "fox", "can't", "jump", "32.3", "feet",
            ",", "right", "?");
  }

  private void checkOffsets(String text, List<Token> tokens, boolean mayShare) {
    int behind = 0;
    int before = 0;
    for (Token token : tokens) {
      boolean shares = mayShare && token.start() == before && token.end() == behind;
      assertThat(token.start() >= behind || shares)
          .as(() -> token + " overlaps in " + named(text))
          .isTrue();
      assertThat(token.end()).as(() -> named(text)).isGreaterThan(token.start());
      assertThat(token.end()).as(() -> named(text)).isLessThanOrEqualTo(text.length());
      assertThat(token.text()).as(() -> named(text)).isNotEmpty();
      before = token.start();
      behind = token.end();
    }
  }

  /** The token is its place in the text but for composition, invisibles, apostrophes and runs. */
  private void checkText(String text, Token token) {
    String place = text.substring(token.start(), token.end());
    String bare =
        place.replaceAll(
            "[\\u00AD\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF]", "");
    String form = NFC.normalize(bare).replaceAll("[’‘ʼ＇]", "'");
    boolean surrogate = place.codePoints().anyMatch(c -> c >= 0xD800 && c < 0xE000);
    boolean run = place.length() > 3 && token.text().equals(place.substring(0, 3));
    boolean verbatim = token.text().equals(NFC.normalize(place));
    assertThat(token.text().equals(form) || verbatim || surrogate || run)
        .as(() -> token + " in " + named(text))
        .isTrue();
  }

  private String named(String text) {
    return "seed " + seed + ", text \"" + RandomText.escaped(text) + "\"";
  }
}
