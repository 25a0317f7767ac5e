package io.palavra.pipeline.token;

import java.util.Collection;

/** Finds the right name for a mistyped one, by Levenshtein distance. */
final class NearestName {
  private static final int LONGEST = 64;

  private NearestName() {}

  /** What was expected: the names there are, and the likeliest where one is near. */
  static String expectation(String what, String wrong, Collection<String> names) {
    String list = what + " among " + String.join(", ", names);
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String name : names) {
      int distance = distance(wrong, name);
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return least <= Math.max(2, wrong.length() / 3) && wrong.length() <= LONGEST
        ? list + " (did you mean " + best + "?)"
        : list;
  }

  private static int distance(String a, String b) {
    if (a.length() > LONGEST) {
      return LONGEST;
    }
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
