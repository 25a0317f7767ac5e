package io.palavra.training.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;

/** The labels of a report in one language, and how figures are written in it. */
public final class Messages {
  private static final double PERCENT = 100;

  private final Properties texts;
  private final Locale locale;

  private Messages(Properties texts, Locale locale) {
    this.texts = texts;
    this.locale = locale;
  }

  static Messages of(ReportLanguage language) {
    return of(language, Messages.class);
  }

  /**
   * The labels of {@code messages-en.properties} or {@code messages-pt.properties} in a class's
   * package.
   */
  public static Messages of(ReportLanguage language, Class<?> beside) {
    String name = "messages-" + language.name().toLowerCase(Locale.ROOT) + ".properties";
    Properties texts = new Properties();
    try (InputStream in = beside.getResourceAsStream(name)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Messages(texts, language.locale());
  }

  /**
   * A label, its places filled.
   *
   * @throws IllegalArgumentException for a key that is not there
   */
  public String get(String key, Object... values) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no message " + key);
    }
    return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
  }

  /** Whose decimal signs the figures have. */
  public Locale locale() {
    return locale;
  }

  /** A share as a percentage with one digit. */
  String percent(double share) {
    return number(PERCENT * share, 1) + "\u00a0%";
  }

  /** A number with so many digits behind the decimal sign. */
  public String number(double value, int digits) {
    return String.format(locale, "%." + digits + "f", value);
  }

  /** A whole number. */
  public String count(long value) {
    return String.format(locale, "%,d", value);
  }

  /** A p-value with its relation sign. */
  String pValue(double p) {
    return p < 0.001 ? "<\u00a0" + number(0.001, 3) : "=\u00a0" + number(p, 3);
  }
}
