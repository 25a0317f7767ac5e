package io.palavra.training.report;

import java.util.Locale;

/** The language of a report's labels. */
public enum ReportLanguage {
  /** English. */
  EN,
  /** Brazilian Portuguese. */
  PT;

  /** Portuguese for a Portuguese locale, English for every other. */
  public static ReportLanguage of(Locale locale) {
    return locale.getLanguage().equals("pt") ? PT : EN;
  }

  /** As HTML's {@code lang} has it. */
  String tag() {
    return this == PT ? "pt-BR" : "en";
  }

  /** Whose decimal signs the figures have. */
  Locale locale() {
    return this == PT ? Locale.forLanguageTag("pt-BR") : Locale.ENGLISH;
  }
}
