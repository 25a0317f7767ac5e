package io.palavra.search.arbiter;

import io.palavra.search.trial.Objective;
import io.palavra.search.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;

/** An objective as Arbiter's score of a {@link Trial}; NaN where it has none. */
@SuppressWarnings("deprecation")
final class ObjectiveScore implements ScoreFunction {
  private static final long serialVersionUID = 1L;

  private final transient Objective objective;

  ObjectiveScore(Objective objective) {
    this.objective = objective;
  }

  @Override
  public double score(Object trial, DataProvider noData, Map<String, Object> parameters) {
    return objective.of((Trial) trial).orElse(Double.NaN);
  }

  @Override
  public double score(Object trial, Class<? extends DataSource> noData, Properties properties) {
    return objective.of((Trial) trial).orElse(Double.NaN);
  }

  @Override
  public boolean minimize() {
    return objective.minimise();
  }

  @Override
  public List<Class<?>> getSupportedModelTypes() {
    return List.of(Trial.class);
  }

  @Override
  public List<Class<?>> getSupportedDataTypes() {
    return List.of();
  }
}
