package io.palavra.training.kind;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A model that can be scored on data of its kind. */
public interface ScoredModel extends Model {

  /** Scores the model on the part of a data set that is for tests. */
  default ModelScore score(DataRequest data) {
    return score(data, EvaluatedPart.TEST);
  }

  /**
   * Scores the model on a part of a data set; the summary says which unless it is that for tests.
   *
   * @throws BadInputException where nothing is in it, or where data of this kind have no such part
   */
  ModelScore score(DataRequest data, EvaluatedPart part);

  /**
   * As {@link #score}, and writes a report with pictures.
   *
   * @param folder takes the files; it is made where it is not there
   * @throws BadInputException where this kind has no report apart from that of its run
   */
  default ModelScore report(DataRequest data, Path folder) {
    throw BadInputException.of("option --report", "a model of kind " + kind(), "a translator");
  }

  /**
   * Says how much better or worse another model is on the same data, and whether that means
   * anything.
   *
   * @param names what to call this model and the other
   * @param folder takes pictures of both, where somebody wants them
   * @return a report for a terminal
   * @throws BadInputException where the two can not be compared
   */
  default String against(
      ScoredModel other, DataRequest data, List<String> names, Optional<Path> folder) {
    throw BadInputException.of("option --against", "a model of kind " + kind(), "a translator");
  }
}
