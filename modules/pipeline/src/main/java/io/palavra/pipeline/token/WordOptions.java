package io.palavra.pipeline.token;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How words are cut and written.
 *
 * @param lowerCase whether tokens are lower-cased, by the root locale
 * @param foldAccents whether diacritics are taken off: "não" becomes "nao"
 * @param punctuation whether punctuation marks are tokens; emoji and currency signs always are
 * @param joinHyphens whether a hyphen between letters keeps "guarda-chuva" and "disse-me" whole;
 *     otherwise they are three tokens, as in UAX #29
 */
public record WordOptions(
    boolean lowerCase, boolean foldAccents, boolean punctuation, boolean joinHyphens) {
  static final String TOKENIZER = "words";

  /** As written, with punctuation, cut at hyphens. */
  public static WordOptions defaults() {
    return new WordOptions(false, false, true, false);
  }

  SortedMap<String, String> toMap() {
    SortedMap<String, String> map = new TreeMap<>();
    map.put("lowerCase", String.valueOf(lowerCase));
    map.put("foldAccents", String.valueOf(foldAccents));
    map.put("punctuation", String.valueOf(punctuation));
    map.put("hyphens", joinHyphens ? "join" : "split");
    return map;
  }

  static WordOptions of(Map<String, String> map) {
    OptionValues values = new OptionValues(TOKENIZER, map);
    return new WordOptions(
        values.flag("lowerCase"),
        values.flag("foldAccents"),
        values.flag("punctuation"),
        values.oneOf("hyphens", List.of("split", "join")).equals("join"));
  }
}
