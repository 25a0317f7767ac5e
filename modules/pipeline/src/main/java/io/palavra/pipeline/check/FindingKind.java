package io.palavra.pipeline.check;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can be found, the worse first: of two findings as severe, the earlier kind is graver. */
public enum FindingKind {
  /** A part without a row. */
  NO_ROWS,
  /** A row without a label. */
  EMPTY_LABEL,
  /** Fewer than two classes to learn. */
  ONE_CLASS,
  /** A class of dev or test that train does not have. */
  UNSEEN_LABEL,
  /** Labels that differ in letter case or white space alone. */
  LABEL_VARIANTS,
  /** Pairs whose source is in the target's language and the other way round. */
  SWAPPED_LANGUAGES,
  /** Classes with other shares in dev or test than in train. */
  OTHER_SHARES,
  /** Texts of one part that stand in another part too. */
  OVERLAP,
  /** Equal texts with different labels. */
  CONTRADICTING_LABELS,
  /** U+FFFD, or UTF-8 that was read as Latin-1 or Windows-1252. */
  BROKEN_ENCODING,
  /** Texts of one part that stand almost alike in another part. */
  NEAR_OVERLAP,
  /** Texts without a token. */
  EMPTY_TEXT,
  /** Rows whose text stands earlier in the same part. */
  EXACT_DUPLICATE,
  /** Rows whose text stands almost alike earlier in the same part. */
  NEAR_DUPLICATE,
  /** Pairs whose sides are equal. */
  UNTRANSLATED,
  /** Pairs one side of which is far longer than the other. */
  UNEQUAL_LENGTHS,
  /** Control characters, unpaired surrogates, non-characters. */
  CONTROL_CHARACTERS,
  /** Rows in another language than most. */
  OTHER_LANGUAGE,
  /** One class much larger than another. */
  UNBALANCED,
  /** Classes with hardly any text to learn from. */
  RARE_CLASS,
  /** Many words of dev or test that train does not have. */
  UNKNOWN_WORDS,
  /** Texts of extreme length. */
  LONG_TEXT,
  /** HTML tags or entities. */
  MARKUP,
  /** More texts than memory could compare. */
  NOT_ALL_COMPARED;

  /** Lower case with hyphens, for people and for JSON. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
