package io.palavra.pipeline.vocabulary;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Place;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The classes of a data set, sorted by name; the index of a class is its place in this list.
 *
 * @param names the classes
 */
public record Labels(List<String> names) {

  /** Copies the list. */
  public Labels {
    names = List.copyOf(names);
  }

  /** The distinct names, sorted by code unit. */
  public static Labels sorted(Collection<String> names) {
    return new Labels(List.copyOf(new TreeSet<>(names)));
  }

  /** How many classes there are. */
  public int size() {
    return names.size();
  }

  /** The class of this index. */
  public String name(int index) {
    return names.get(index);
  }

  /**
   * @throws BadInputException when training saw no such class
   */
  public int index(String name, Place place) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw place.complaint(name, "a label that training has seen: " + String.join(", ", names));
    }
    return index;
  }
}
