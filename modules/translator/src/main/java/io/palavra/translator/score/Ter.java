package io.palavra.translator.score;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Translation edit rate of a corpus (Snover et al. 2006) as sacreBLEU computes it, which follows
 * Tercom: insertions, deletions, substitutions and shifts of word sequences, for a hundred words of
 * the reference. Letter case makes no difference; words are what white space parts. Less is better,
 * and it may exceed 100.
 */
public record Ter() implements CorpusScore {
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\x1c-\\x1f\\x85]+");

  @Override
  public String name() {
    return "TER";
  }

  @Override
  public String signature() {
    return "nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no";
  }

  @Override
  public boolean moreIsBetter() {
    return false;
  }

  /** Edits, and words of the reference. */
  @Override
  public long[] counts(String hypothesis, String reference) {
    Map<String, Integer> ids = new HashMap<>();
    int[] ours = words(hypothesis, ids);
    int[] theirs = words(reference, ids);
    long edits = theirs.length == 0 ? ours.length : new Shifts(theirs).edits(ours);
    return new long[] {edits, theirs.length};
  }

  @Override
  public double value(long[] counts) {
    if (counts[1] == 0) {
      return counts[0] == 0 ? 0 : 100;
    }
    return 100.0 * counts[0] / counts[1];
  }

  private static int[] words(String line, Map<String, Integer> ids) {
    List<String> words =
        SPACE.splitAsStream(line.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty()).toList();
    return words.stream().mapToInt(w -> ids.computeIfAbsent(w, k -> ids.size())).toArray();
  }
}
