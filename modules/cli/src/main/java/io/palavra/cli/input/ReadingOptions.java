package io.palavra.cli.input;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.CharsetName;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** How labelled texts are read. */
public final class ReadingOptions {
  @Option(names = "--text", paramLabel = "COLUMN", description = "The column of the text (text).")
  private String text;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "The column of the class (label).")
  private String label;

  @Option(names = "--charset", paramLabel = "NAME", description = "The files' charset (UTF-8).")
  private String charset;

  @Option(
      names = "--read",
      paramLabel = "OPTION=VALUE",
      description = "Another option of reading, such as delimiter=;",
      mapFallbackValue = "")
  private Map<String, String> reading = new HashMap<>();

  /** Those that are given, by name. */
  public Map<String, String> given() {
    Map<String, String> all = new HashMap<>(reading);
    all.putAll(typed());
    return all;
  }

  /** Those that are given by an option of their own. */
  Map<String, String> typed() {
    Map<String, String> all = new HashMap<>();
    put(all, "text", text);
    put(all, "label", label);
    put(all, "charset", charset);
    return all;
  }

  /** Refuses any that is given, by the name that was typed. */
  public void refuse(String expected) {
    Map<String, String> typed = typed();
    new TreeMap<>(given())
        .forEach(
            (name, value) -> {
              String option = typed.containsKey(name) ? "--" + name : "--read " + name;
              throw BadInputException.of(option, value, expected);
            });
  }

  /** The files' charset. */
  Charset charset() {
    return CharsetName.parse(charset == null ? "" : charset);
  }

  /** Takes an entry whose value is not null. */
  static void put(Map<String, String> all, String name, String value) {
    if (value != null) {
      all.put(name, value);
    }
  }
}
