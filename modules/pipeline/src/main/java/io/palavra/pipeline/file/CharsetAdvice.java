package io.palavra.pipeline.file;

/** What to do about text in another charset than the one it is read by. */
public final class CharsetAdvice {
  private static final String FLAG = "say --charset ";
  private static final String SAVE = "save it as UTF-8";

  private CharsetAdvice() {}

  static String of(String charset) {
    return FLAG + charset + " or " + SAVE;
  }

  /** The same complaint where there is no such flag: a file has to be saved as UTF-8 there. */
  public static String withoutFlag(String complaint) {
    return complaint.replaceFirst(FLAG + "[\\w-]+ or " + SAVE, SAVE);
  }
}
