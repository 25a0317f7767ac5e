package io.palavra.pipeline.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * The language of a text, or nothing where it is not sure. Apache OpenNLP's detector and its model
 * serve (Apache-2.0, 10 MB: a tenth of what Lingua weighs); of its 103 languages those count that
 * people label reviews in, since short Portuguese or English texts are taken for small neighbours.
 */
public final class LanguageGuess {
  /** Below this many letters even a person is often not sure. */
  static final int FEWEST_LETTERS = 40;

  private static final int MOST_CHARACTERS = 300;

  /**
   * How much likelier than the next language a sure one is. The detector's confidences are flat
   * over its 103 languages, so that their ratio says more than their size.
   */
  private static final double AHEAD = 1.6;

  private static final String MODEL = "/langdetect-183.bin";

  /** ISO 639-3 codes of the languages that are told apart, with their names. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("por", "Portuguese"),
          Map.entry("eng", "English"),
          Map.entry("spa", "Spanish"),
          Map.entry("fra", "French"),
          Map.entry("ita", "Italian"),
          Map.entry("deu", "German"),
          Map.entry("nld", "Dutch"),
          Map.entry("swe", "Swedish"),
          Map.entry("pol", "Polish"),
          Map.entry("tur", "Turkish"),
          Map.entry("rus", "Russian"),
          Map.entry("ukr", "Ukrainian"),
          Map.entry("ell", "Greek"),
          Map.entry("ara", "Arabic"),
          Map.entry("heb", "Hebrew"),
          Map.entry("hin", "Hindi"),
          Map.entry("jpn", "Japanese"),
          Map.entry("kor", "Korean"),
          Map.entry("cmn", "Chinese"));

  private final LanguageDetectorME detector;

  /** Reads the model. */
  public LanguageGuess() {
    try (InputStream model = LanguageGuess.class.getResourceAsStream(MODEL)) {
      if (model == null) {
        throw new IllegalStateException("no " + MODEL + " on the class path");
      }
      detector = new LanguageDetectorME(new LanguageDetectorModel(model));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** English name of the language of this text. */
  public Optional<String> of(String text) {
    String head = letters(text);
    if (head.chars().filter(Character::isLetter).count() < FEWEST_LETTERS) {
      return Optional.empty();
    }
    double best = 0;
    double second = 0;
    String name = "";
    for (Language language : detector.predictLanguages(head)) {
      double confidence = language.getConfidence();
      if (!NAMES.containsKey(language.getLang())) {
        continue;
      }
      if (confidence > best) {
        second = best;
        best = confidence;
        name = NAMES.get(language.getLang());
      } else if (confidence > second) {
        second = confidence;
      }
    }
    return best >= AHEAD * second ? Optional.of(name) : Optional.empty();
  }

  /** The beginning, letters and single spaces alone. */
  private static String letters(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length() && out.length() < MOST_CHARACTERS; i++) {
      char c = text.charAt(i);
      if (Character.isLetter(c) || c == '\'') {
        out.append(c);
      } else if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    return out.toString();
  }
}
