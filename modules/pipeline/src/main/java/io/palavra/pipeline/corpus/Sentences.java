package io.palavra.pipeline.corpus;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.FilteredBreakIteratorBuilder;
import com.ibm.icu.util.ULocale;
import io.palavra.pipeline.BadInputException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Labelled texts sentence by sentence, each with the label of its text: a weak label, since a
 * praising review has its neutral sentences, too, but there are many of them, and a classifier of
 * sentences that begins from them knows more words and turns than its own texts have (after Kotzias
 * et al. 2015, who go from labels of reviews to labels of sentences).
 *
 * <p>Sentences end by the rules of Unicode Standard Annex #29 as ICU implements them, and not
 * behind the usual abbreviations of Portuguese and English ("Sr.", "Mr."). Blanks around a sentence
 * are left out. A sentence stands where its text stands.
 */
public final class Sentences implements Corpus<LabelledText> {
  private static final List<ULocale> LANGUAGES = List.of(ULocale.ENGLISH, new ULocale("pt"));

  /** Titles that the Unicode consortium's lists for these languages lack. */
  private static final List<String> TITLES =
      List.of("Sr.", "Sra.", "Srs.", "Sras.", "Srta.", "Profa.", "Dr.", "Mrs.", "Ms.");

  private final Corpus<LabelledText> texts;
  private final int minWords;

  /**
   * The sentences of these texts.
   *
   * @param minWords sentences of fewer words (runs of letters and digits) are left out
   * @throws BadInputException where {@code minWords} is negative
   */
  public Sentences(Corpus<LabelledText> texts, int minWords) {
    if (minWords < 0) {
      throw BadInputException.of("min-words", Integer.toString(minWords), "0 or more");
    }
    this.texts = texts;
    this.minWords = minWords;
  }

  @Override
  public String name() {
    return texts.name();
  }

  @Override
  public RecordStream<LabelledText> open() {
    return new Cut(texts.open(), minWords);
  }

  @Override
  public Fingerprint fingerprint() {
    return texts.fingerprint().with("sentences of " + minWords + " words or more");
  }

  private static final class Cut extends SequentialStream<LabelledText> {
    private final RecordStream<LabelledText> texts;
    private final int minWords;
    private final BreakIterator ends = sentenceEnds();
    private final Deque<Located<LabelledText>> ready = new ArrayDeque<>();

    Cut(RecordStream<LabelledText> texts, int minWords) {
      this.texts = texts;
      this.minWords = minWords;
    }

    private static BreakIterator sentenceEnds() {
      BreakIterator ends = BreakIterator.getSentenceInstance(ULocale.ROOT);
      for (ULocale language : LANGUAGES) {
        FilteredBreakIteratorBuilder but = FilteredBreakIteratorBuilder.getInstance(language);
        TITLES.forEach(but::suppressBreakAfter);
        ends = but.wrapIteratorWithFilter(ends);
      }
      return ends;
    }

    @Override
    protected Optional<Located<LabelledText>> read() {
      while (ready.isEmpty() && texts.hasNext()) {
        cut(texts.next());
      }
      return Optional.ofNullable(ready.poll());
    }

    private void cut(Located<LabelledText> text) {
      String whole = text.value().text();
      ends.setText(whole);
      int start = ends.first();
      for (int end = ends.next(); end != BreakIterator.DONE; end = ends.next()) {
        String sentence = whole.substring(start, end).strip();
        if (!sentence.isEmpty() && words(sentence) >= minWords) {
          ready.add(new Located<>(new LabelledText(sentence, text.value().label()), text.place()));
        }
        start = end;
      }
    }

    private static int words(String sentence) {
      int words = 0;
      boolean inside = false;
      for (int i = 0; i < sentence.length(); ) {
        int c = sentence.codePointAt(i);
        boolean letter = Character.isLetterOrDigit(c);
        words += letter && !inside ? 1 : 0;
        inside = letter;
        i += Character.charCount(c);
      }
      return words;
    }

    @Override
    public void close() {
      texts.close();
    }
  }
}
