package io.palavra.pipeline.token;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What counts as a character and how it is written.
 *
 * @param graphemes whether a token is an extended grapheme cluster (UAX #29: a letter with its
 *     marks, a whole emoji) and not a single code point
 * @param lowerCase whether tokens are lower-cased, by the root locale
 * @param foldAccents whether diacritics are taken off
 */
public record CharacterOptions(boolean graphemes, boolean lowerCase, boolean foldAccents) {
  static final String TOKENIZER = "characters";

  /** Code points as written. */
  public static CharacterOptions defaults() {
    return new CharacterOptions(false, false, false);
  }

  SortedMap<String, String> toMap() {
    SortedMap<String, String> map = new TreeMap<>();
    map.put("unit", graphemes ? "graphemes" : "codepoints");
    map.put("lowerCase", String.valueOf(lowerCase));
    map.put("foldAccents", String.valueOf(foldAccents));
    return map;
  }

  static CharacterOptions of(Map<String, String> map) {
    OptionValues values = new OptionValues(TOKENIZER, map);
    return new CharacterOptions(
        values.oneOf("unit", List.of("codepoints", "graphemes")).equals("graphemes"),
        values.flag("lowerCase"),
        values.flag("foldAccents"));
  }
}
