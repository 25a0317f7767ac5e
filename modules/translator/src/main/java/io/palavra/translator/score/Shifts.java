package io.palavra.translator.score;

/**
 * Moves word sequences of a hypothesis to where the reference has them, as long as that saves
 * edits, the best move first (Snover et al. 2006, with Tercom's limits and its order of moves).
 */
final class Shifts {
  private static final int LONGEST = 10;
  private static final int FARTHEST = 50;
  private static final int MOST_TRIED = 1000;

  private final int[] reference;
  private final EditTable table;
  private int tried;

  Shifts(int[] reference) {
    this.reference = reference;
    this.table = new EditTable(reference);
  }

  /** Edits and moves that make the reference of a hypothesis. */
  int edits(int[] hypothesis) {
    int[] words = hypothesis;
    int moves = 0;
    while (true) {
      Move best = best(words);
      if (tried >= MOST_TRIED || best == null || best.saved <= 0) {
        return moves + table.distance(words);
      }
      moves++;
      words = best.words;
    }
  }

  /** A move and what it saves. */
  private record Move(int saved, int length, int start, int target, int[] words) {
    /** Saves more; then is longer; then comes earlier; then goes to an earlier place. */
    boolean beats(Move other) {
      if (other == null || saved != other.saved) {
        return other == null || saved > other.saved;
      }
      if (length != other.length) {
        return length > other.length;
      }
      return start != other.start ? start < other.start : target < other.target;
    }
  }

  /** How the words of both sides lie to each other before a move. */
  private final class Alignment {
    private final int distance;
    private final int[] place = new int[reference.length];
    private final int[] wrongHere;
    private final int[] wrongThere = new int[reference.length + 1];

    Alignment(int[] words) {
      distance = table.distance(words);
      wrongHere = new int[words.length + 1];
      int here = -1;
      int there = -1;
      for (byte edit : table.edits()) {
        int wrong = edit == EditTable.SAME ? 0 : 1;
        if (edit != EditTable.MISSING) {
          here++;
          wrongHere[here + 1] = wrongHere[here] + wrong;
        }
        if (edit != EditTable.EXTRA) {
          there++;
          place[there] = here;
          wrongThere[there + 1] = wrongThere[there] + wrong;
        }
      }
    }

    /** Both places hold something wrong, and the words do not stand there already. */
    boolean mayGain(int start, int to, int length) {
      return wrongHere[start + length] > wrongHere[start]
          && wrongThere[to + length] > wrongThere[to]
          && !(start <= place[to] && place[to] < start + length);
    }
  }

  private Move best(int[] words) {
    Alignment now = new Alignment(words);
    Move best = null;
    for (int start = 0; start < words.length; start++) {
      int first = Math.max(0, start - FARTHEST);
      int behind = Math.min(reference.length, start + FARTHEST + 1);
      for (int to = first; to < behind; to++) {
        for (int length = 1; matches(words, start, to, length); length++) {
          if (!now.mayGain(start, to, length)) {
            continue;
          }
          Move found = best(words, now, start, to, length);
          best = found.beats(best) ? found : best;
          if (tried >= MOST_TRIED) {
            return best;
          }
        }
      }
    }
    return best;
  }

  private boolean matches(int[] words, int start, int to, int length) {
    int a = start + length - 1;
    int b = to + length - 1;
    return length <= LONGEST
        && a < words.length
        && b < reference.length
        && words[a] == reference[b];
  }

  /** The sequence is tried before and behind each word that the reference's words lie beside. */
  private Move best(int[] words, Alignment now, int start, int to, int length) {
    Move best = null;
    int before = -1;
    for (int offset = -1; offset < length; offset++) {
      int target = to + offset < 0 ? 0 : now.place[to + offset] + 1;
      if (target == before) {
        continue;
      }
      before = target;
      int[] moved = moved(words, start, length, target);
      tried++;
      Move move = new Move(now.distance - table.distance(moved), length, start, target, moved);
      best = move.beats(best) ? move : best;
    }
    return best;
  }

  private static int[] moved(int[] words, int start, int length, int target) {
    int[] moved = words.clone();
    if (target < start) {
      System.arraycopy(words, target, moved, target + length, start - target);
      System.arraycopy(words, start, moved, target, length);
    } else {
      // Behind the sequence the target counts with it, inside of it without.
      int end = target > start + length ? target : Math.min(words.length, target + length);
      System.arraycopy(words, start + length, moved, start, end - start - length);
      System.arraycopy(words, start, moved, end - length, length);
    }
    return moved;
  }
}
