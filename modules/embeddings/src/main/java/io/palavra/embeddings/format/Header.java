package io.palavra.embeddings.format;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of word2vec's formats.
 *
 * @param words as it claims
 * @param dimensions as it claims
 */
record Header(long words, long dimensions) {
  private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,18})\\s+(\\d{1,18})\\s*");

  static Optional<Header> of(byte[] line, int length) {
    if (length > 64) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(new String(line, 0, length, StandardCharsets.ISO_8859_1));
    return form.matches()
        ? Optional.of(new Header(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
        : Optional.empty();
  }
}
