package io.palavra.translator.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * How far a hypothesis is with the terms that its translation must hold (Post and Vilar 2018). A
 * term is done once something else follows it that does not continue its last word.
 *
 * @param terms all of them
 * @param joins whether a token continues the word before it
 * @param done those that it holds, a bit each
 * @param current the one in whose midst or at whose end it is; -1 for none
 * @param place tokens of that one that it has
 */
record Terms(List<List<Integer>> terms, IntPredicate joins, long done, int current, int place) {

  static Terms of(List<List<Integer>> terms, IntPredicate joins) {
    return new Terms(terms, joins, 0, -1, 0);
  }

  /** Whether it holds all of them, if it ends here. */
  boolean allThere() {
    return ended() == (1L << terms.size()) - 1;
  }

  /** Whether a term's tokens are all there, and only what follows tells if its words are. */
  boolean awaitsBoundary() {
    return current >= 0 && place == terms.get(current).size();
  }

  /** Whether a token continues the word before it. */
  boolean joins(int token) {
    return joins.test(token);
  }

  /** Tokens of terms that it has. */
  int met() {
    int met = place;
    for (int i = 0; i < terms.size(); i++) {
      met += isDone(i) ? terms.get(i).size() : 0;
    }
    return met;
  }

  /** Tokens that would bring it further. */
  Set<Integer> wanted() {
    Set<Integer> wanted = new LinkedHashSet<>();
    for (int i = 0; i < terms.size(); i++) {
      if (current >= 0 && begunAlike(i)) {
        wanted.add(terms.get(i).get(place));
      }
    }
    for (int i = 0; i < terms.size(); i++) {
      if (!isDone(i) && !(awaitsBoundary() && i == current)) {
        wanted.add(terms.get(i).get(0));
      }
    }
    return wanted;
  }

  /** With one more token: a term that is broken off begins anew. */
  Terms with(int token) {
    if (awaitsBoundary() && !joins(token)) {
      return new Terms(terms, joins, ended(), -1, 0).with(token);
    }
    for (int i = 0; i < terms.size(); i++) {
      if (current >= 0 && begunAlike(i) && terms.get(i).get(place) == token) {
        return new Terms(terms, joins, done, i, place + 1);
      }
    }
    for (int i = 0; i < terms.size(); i++) {
      if (!isDone(i) && terms.get(i).get(0) == token) {
        return new Terms(terms, joins, done, i, 1);
      }
    }
    return new Terms(terms, joins, done, -1, 0);
  }

  /** Whether a term that is not done begins as what it has of the current one, and goes on. */
  private boolean begunAlike(int term) {
    List<Integer> other = terms.get(term);
    return !isDone(term)
        && other.size() > place
        && other.subList(0, place).equals(terms.get(current).subList(0, place));
  }

  private boolean isDone(int term) {
    return (done >> term & 1) == 1;
  }

  /** What is done where a boundary follows. */
  private long ended() {
    return awaitsBoundary() ? done | 1L << current : done;
  }
}
