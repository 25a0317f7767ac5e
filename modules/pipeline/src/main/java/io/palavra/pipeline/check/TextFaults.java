package io.palavra.pipeline.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults that a row shows by itself. */
final class TextFaults implements Inspector {
  /** No reader of text means to write more than this in one record. */
  private static final int LONGEST = 100_000;

  private static final Pattern MARKUP =
      Pattern.compile(
          "</?(?:br|p|div|span|a|b|i|em|strong|li|ul)\\b[^<>]{0,200}>"
              + "|&(?:amp|quot|lt|gt|nbsp|apos|#\\d{1,6}|#x[0-9a-fA-F]{1,5});",
          Pattern.CASE_INSENSITIVE);

  private final int examples;
  private final Map<Part, long[]> rows = new EnumMap<>(Part.class);
  private final Map<Part, Map<FindingKind, Tally>> tallies = new EnumMap<>(Part.class);

  TextFaults(int examples) {
    this.examples = examples;
  }

  @Override
  public void see(Row row) {
    rows.computeIfAbsent(row.part(), part -> new long[1])[0]++;
    String text = row.text();
    note(row, FindingKind.EMPTY_TEXT, row.tokens().isEmpty() ? 0 : -1);
    note(row, FindingKind.BROKEN_ENCODING, Mojibake.find(text));
    note(row, FindingKind.CONTROL_CHARACTERS, control(text));
    note(row, FindingKind.LONG_TEXT, text.length() > LONGEST ? 0 : -1);
    if (text.indexOf('<') >= 0 || text.indexOf('&') >= 0) {
      Matcher markup = MARKUP.matcher(text);
      note(row, FindingKind.MARKUP, markup.find() ? markup.start() : -1);
    }
  }

  private void note(Row row, FindingKind kind, int offset) {
    if (offset >= 0) {
      tallies
          .computeIfAbsent(row.part(), part -> new EnumMap<>(FindingKind.class))
          .computeIfAbsent(kind, k -> new Tally(examples))
          .add(row.place(), row.text(), offset);
    }
  }

  /** Offset of the first character that no text needs, or -1; C1 controls are an encoding fault. */
  private static int control(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
      boolean paired =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (control || c >= 0xFFFE || (Character.isSurrogate(c) && !paired)) {
        return i;
      }
      if (paired) {
        i++;
      }
    }
    return -1;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    tallies.forEach(
        (part, kinds) ->
            kinds.forEach(
                (kind, tally) -> findings.add(finding(part, kind, tally, rows.get(part)[0]))));
    return findings;
  }

  private static Finding finding(Part part, FindingKind kind, Tally tally, long rows) {
    boolean many = tally.count() * 20 >= rows;
    Severity severity =
        switch (kind) {
          case BROKEN_ENCODING -> many ? Severity.GRAVE : Severity.WARNING;
          case MARKUP, LONG_TEXT -> Severity.NOTE;
          default -> Severity.WARNING;
        };
    String what =
        switch (kind) {
          case EMPTY_TEXT -> "no token";
          case BROKEN_ENCODING -> "signs of a wrong charset";
          case CONTROL_CHARACTERS -> "control characters or broken surrogates";
          case LONG_TEXT -> String.format(Locale.ROOT, "more than %,d characters", LONGEST);
          default -> "HTML tags or entities";
        };
    String message =
        String.format(Locale.ROOT, "%,d of %,d rows have %s", tally.count(), rows, what);
    return new Finding(severity, kind, part.toString(), tally.count(), message, tally.examples());
  }
}
