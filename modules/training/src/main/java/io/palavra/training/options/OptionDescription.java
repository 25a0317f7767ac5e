package io.palavra.training.options;

import java.util.List;

/**
 * An option for help texts and documents.
 *
 * @param name as flags and files call it; no other option of the record has it
 * @param path the name behind those of the groups it is in: {@code network.hidden}
 * @param type {@code whole number}, {@code number}, {@code true or false}, {@code text}, {@code one
 *     of}, with {@code list of} or {@code or none} where that is so
 * @param defaultValue as a file would have it
 * @param values what it can be, where these can be listed
 * @param comment what it does; empty where nobody said
 */
public record OptionDescription(
    String name,
    String path,
    String type,
    String defaultValue,
    List<String> values,
    String comment) {

  /** Copies the list. */
  public OptionDescription {
    values = List.copyOf(values);
  }
}
