package io.palavra.benchmarks.search;

import io.palavra.search.space.Choice;
import io.palavra.search.space.Dimension;
import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import io.palavra.search.space.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The grid of {@link TrainedTable}: numbers in order, of which a strategy sees the places. */
final class TableSpace {
  private static final Map<String, List<String>> NUMBERS =
      new TreeMap<>(
          Map.of(
              "learningRate", List.of("0.001", "0.002", "0.004", "0.008", "0.016", "0.032"),
              "hidden", List.of("8", "16", "32"),
              "dropout", List.of("0", "0.3")));
  private static final Map<String, List<String>> CHOICES =
      new TreeMap<>(Map.of("cell", List.of("lstm", "gru"), "pooling", List.of("max", "mean")));

  private TableSpace() {}

  /** What strategies search over. */
  static Space space() {
    List<Dimension> dimensions = new ArrayList<>();
    NUMBERS.forEach(
        (name, values) ->
            dimensions.add(Dimension.of(name, new Whole(0, values.size() - 1, false))));
    CHOICES.forEach((name, values) -> dimensions.add(Dimension.of(name, new Choice(values))));
    return new Space(dimensions);
  }

  /** The options that a point means. */
  static Map<String, String> options(Space space, Point point) {
    Map<String, String> options = new TreeMap<>();
    space
        .texts(point)
        .forEach(
            (name, text) ->
                options.put(
                    name,
                    NUMBERS.containsKey(name)
                        ? NUMBERS.get(name).get(Integer.parseInt(text))
                        : text));
    return options;
  }

  /** The classifier's own defaults, as near as the grid has them. */
  static Map<String, String> defaults() {
    return new TreeMap<>(
        Map.of(
            "learningRate", "0.004",
            "hidden", "32",
            "dropout", "0.3",
            "cell", "lstm",
            "pooling", "max"));
  }

  /** Every point's options. */
  static List<Map<String, String>> all() {
    List<Map<String, String>> all = new ArrayList<>(List.of(new TreeMap<>()));
    Map<String, List<String>> values = new TreeMap<>(NUMBERS);
    values.putAll(CHOICES);
    values.forEach(
        (name, list) -> {
          List<Map<String, String>> longer = new ArrayList<>();
          for (Map<String, String> point : all) {
            for (String value : list) {
              Map<String, String> next = new TreeMap<>(point);
              next.put(name, value);
              longer.add(next);
            }
          }
          all.clear();
          all.addAll(longer);
        });
    return all;
  }
}
