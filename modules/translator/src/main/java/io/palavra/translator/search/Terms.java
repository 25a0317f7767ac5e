package io.palavra.translator.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How far a hypothesis is with the terms that its translation must hold (Post and Vilar 2018).
 *
 * @param terms all of them
 * @param done those that it holds, a bit each
 * @param current the one in whose midst it is; -1 for none
 * @param place tokens of that one that it has
 */
record Terms(List<List<Integer>> terms, long done, int current, int place) {
  static Terms of(List<List<Integer>> terms) {
    return new Terms(terms, 0, -1, 0);
  }

  boolean allThere() {
    return done == (1L << terms.size()) - 1;
  }

  /** Tokens of terms that it has. */
  int met() {
    int met = place;
    for (int i = 0; i < terms.size(); i++) {
      met += (done >> i & 1) == 1 ? terms.get(i).size() : 0;
    }
    return met;
  }

  /** Tokens that would bring it further. */
  Set<Integer> wanted() {
    Set<Integer> wanted = new LinkedHashSet<>();
    if (current >= 0) {
      wanted.add(terms.get(current).get(place));
    }
    for (int i = 0; i < terms.size(); i++) {
      if ((done >> i & 1) == 0) {
        wanted.add(terms.get(i).get(0));
      }
    }
    return wanted;
  }

  /** With one more token: a term that is broken off begins anew. */
  Terms with(int token) {
    if (current >= 0 && terms.get(current).get(place) == token) {
      return at(current, place + 1);
    }
    for (int i = 0; i < terms.size(); i++) {
      if ((done >> i & 1) == 0 && terms.get(i).get(0) == token) {
        return at(i, 1);
      }
    }
    return new Terms(terms, done, -1, 0);
  }

  private Terms at(int term, int next) {
    return next == terms.get(term).size()
        ? new Terms(terms, done | 1L << term, -1, 0)
        : new Terms(terms, done, term, next);
  }
}
