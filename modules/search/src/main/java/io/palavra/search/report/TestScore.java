package io.palavra.search.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A metric of the winner on the test set, for people.
 *
 * @param name of the metric
 * @param words its value, with its interval where it has one
 */
public record TestScore(String name, String words) {

  /** All metrics; the bounds of an interval stand beside the value that they are of. */
  public static List<TestScore> of(SortedMap<String, Double> metrics) {
    List<TestScore> all = new ArrayList<>();
    for (Map.Entry<String, Double> metric : metrics.entrySet()) {
      String name = metric.getKey();
      boolean bound =
          name.endsWith("Low") && metrics.containsKey(name.substring(0, name.length() - 3))
              || name.endsWith("High") && metrics.containsKey(name.substring(0, name.length() - 4));
      if (!bound) {
        Double low = metrics.get(name + "Low");
        Double high = metrics.get(name + "High");
        String interval =
            low == null || high == null
                ? ""
                : " (" + Svg.number(low) + " to " + Svg.number(high) + ")";
        all.add(new TestScore(name, Svg.number(metric.getValue()) + interval));
      }
    }
    return all;
  }
}
