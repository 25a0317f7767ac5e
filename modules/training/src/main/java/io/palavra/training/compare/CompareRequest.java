package io.palavra.training.compare;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.classification.ClassifierOptions;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.loop.StopSignal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is to be compared.
 *
 * @param data that all learn from
 * @param contestants in the order in which they are trained
 * @param seeds each contestant is trained with seeds 1 to this
 * @param baseline whether a linear classifier takes part, too
 * @param out the folder of the comparison
 * @param resume whether to go on with what lies in {@code out}
 * @param layers whose layers to use
 * @param stop asked to, the comparison stops at the next step of the training under way
 * @param say takes the lines that tell a person what happens
 */
public record CompareRequest(
    DataRequest data,
    List<Contestant> contestants,
    int seeds,
    boolean baseline,
    Path out,
    boolean resume,
    LayerChoice layers,
    StopSignal stop,
    Consumer<String> say) {
  private static final int MOST_SEEDS = 1000;

  /**
   * @throws BadInputException when there is nothing to compare, two have one name, or one gives
   *     texts several labels
   */
  public CompareRequest {
    contestants = List.copyOf(contestants);
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw BadInputException.of(
          "option --seeds", String.valueOf(seeds), "a whole number from 1 to " + MOST_SEEDS);
    }
    if (contestants.isEmpty() && !baseline) {
      throw BadInputException.of("comparison", "at least one kind of model to compare");
    }
    contestants.forEach(CompareRequest::requireOneClass);
    Set<String> names = new HashSet<>();
    for (Contestant contestant : contestants) {
      if (!names.add(contestant.fileName())) {
        throw BadInputException.of("comparison", contestant.name(), "a name that no other has");
      }
    }
  }

  private static void requireOneClass(Contestant contestant) {
    if (contestant.options() instanceof ClassifierOptions<?> options
        && !options.labelSeparator().isEmpty()) {
      throw BadInputException.of(
          "option labelSeparator",
          options.labelSeparator(),
          "none of it in a comparison, which takes each set of labels for one class");
    }
  }
}
