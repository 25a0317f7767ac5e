package io.palavra.benchmarks.search;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.space.Choice;
import io.palavra.search.space.Dimension;
import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import io.palavra.search.space.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The grid of a {@link TrainedTable}: numbers in order, of which a strategy sees the places.
 *
 * @param kind of model
 * @param fixed options of all points, as {@code name=value}
 * @param numbers values of the options that have an order
 * @param choices values of the others
 * @param keepsBest whether a training keeps its best epoch, and not its last
 * @param defaults the kind's own, as near as the grid has them
 */
record TableSpace(
    String kind,
    List<String> fixed,
    Map<String, List<String>> numbers,
    Map<String, List<String>> choices,
    boolean keepsBest,
    Map<String, String> defaults) {

  /** The grid of a kind that has one. */
  static TableSpace of(String kind) {
    return switch (kind) {
      case "fasttext" -> fastText();
      case "sentiment" -> sentiment();
      default -> throw BadInputException.of("kind", kind, "fasttext or sentiment");
    };
  }

  /** Classifiers that are trained in a second, so that whole data sets can be gone through. */
  private static TableSpace fastText() {
    return new TableSpace(
        "fasttext",
        List.of("minN=3"),
        new TreeMap<>(
            Map.of(
                "learningRate", List.of("0.05", "0.1", "0.2", "0.5", "1", "2"),
                "wordNgrams", List.of("1", "2", "3"),
                "maxN", List.of("0", "5"),
                "embedding", List.of("10", "32"))),
        new TreeMap<>(Map.of("loss", List.of("softmax", "ova"))),
        false,
        new TreeMap<>(
            Map.of(
                "learningRate", "0.5",
                "wordNgrams", "2",
                "maxN", "0",
                "embedding", "32",
                "loss", "ova")));
  }

  /** Small recurrent networks, stopped after two epochs without improvement. */
  private static TableSpace sentiment() {
    return new TableSpace(
        "sentiment",
        List.of("embedding=32", "patience=2"),
        new TreeMap<>(
            Map.of(
                "learningRate", List.of("0.001", "0.002", "0.004", "0.008", "0.016", "0.032"),
                "hidden", List.of("8", "16", "32"),
                "dropout", List.of("0", "0.3"))),
        new TreeMap<>(Map.of("cell", List.of("lstm", "gru"), "pooling", List.of("max", "mean"))),
        true,
        new TreeMap<>(
            Map.of(
                "learningRate", "0.004",
                "hidden", "32",
                "dropout", "0.3",
                "cell", "lstm",
                "pooling", "max")));
  }

  /** What strategies search over. */
  Space space() {
    List<Dimension> dimensions = new ArrayList<>();
    numbers.forEach(
        (name, values) ->
            dimensions.add(Dimension.of(name, new Whole(0, values.size() - 1, false))));
    choices.forEach((name, values) -> dimensions.add(Dimension.of(name, new Choice(values))));
    return new Space(dimensions);
  }

  /** The options that a point of {@link #space} means. */
  Map<String, String> options(Space space, Point point) {
    Map<String, String> options = new TreeMap<>();
    space
        .texts(point)
        .forEach(
            (name, text) ->
                options.put(
                    name,
                    numbers.containsKey(name)
                        ? numbers.get(name).get(Integer.parseInt(text))
                        : text));
    return options;
  }

  /** Every point's options. */
  List<Map<String, String>> all() {
    List<Map<String, String>> all = new ArrayList<>(List.of(new TreeMap<>()));
    Map<String, List<String>> values = new TreeMap<>(numbers);
    values.putAll(choices);
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
