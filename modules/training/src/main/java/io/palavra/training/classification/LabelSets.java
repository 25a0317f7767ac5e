package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.vocabulary.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Texts that have several labels each: a text's class is then a set of labels, written as the
 * sorted labels with a separator between them.
 *
 * @param labels the labels
 * @param sets the sets of labels that texts have, as text
 * @param members by set: the indices of its labels
 */
record LabelSets(Labels labels, Labels sets, List<int[]> members) {

  /** A text's labels in their canonical form. */
  static LabelledText canonical(Located<LabelledText> record, String separator) {
    LabelledText value = record.value();
    Collection<String> parts = parts(value.label(), separator, record.place());
    return new LabelledText(value.text(), String.join(separator, parts));
  }

  /**
   * The labels in a field: blanks around them do not count, nor does a separator with nothing
   * behind or before it; a label that comes twice counts once.
   *
   * @throws BadInputException when nothing is left
   */
  static Collection<String> parts(String field, String separator, Place place) {
    TreeSet<String> parts = new TreeSet<>();
    int from = 0;
    while (from <= field.length()) {
      int at = field.indexOf(separator, from);
      int to = at < 0 ? field.length() : at;
      String part = field.substring(from, to).strip();
      if (!part.isEmpty()) {
        parts.add(part);
      }
      from = at < 0 ? field.length() + 1 : to + separator.length();
    }
    if (parts.isEmpty()) {
      throw place.complaint(field, "at least one label beside the separators " + separator);
    }
    return parts;
  }

  /**
   * @param sets canonical, of all parts of a data set
   */
  static LabelSets of(Labels sets, String separator, String source) {
    TreeSet<String> labels = new TreeSet<>();
    List<Collection<String>> parts = new ArrayList<>();
    for (String set : sets.names()) {
      Collection<String> some = parts(set, separator, new Place(source, 0));
      parts.add(some);
      labels.addAll(some);
    }
    if (labels.size() < 2) {
      throw BadInputException.of(
          source, String.join(", ", labels), "two labels at least, separated by " + separator);
    }
    Labels all = Labels.sorted(labels);
    List<int[]> members = new ArrayList<>();
    for (Collection<String> some : parts) {
      members.add(some.stream().mapToInt(all.names()::indexOf).toArray());
    }
    return new LabelSets(all, sets, members);
  }

  /** By set: what the network is to say for each label, 1 or 0. */
  float[][] targets() {
    float[][] targets = new float[members.size()][labels.size()];
    for (int set = 0; set < targets.length; set++) {
      for (int label : members.get(set)) {
        targets[set][label] = 1;
      }
    }
    return targets;
  }

  /** By set and label: whether the label is in it. */
  boolean[] has(int set) {
    boolean[] has = new boolean[labels.size()];
    for (int label : members.get(set)) {
      has[label] = true;
    }
    return has;
  }
}
