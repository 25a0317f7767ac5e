package io.palavra.search.arbiter;

import io.palavra.search.study.Outcome;
import io.palavra.search.study.Task;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;

/** Makes Arbiter's jobs: train a task on the bench, save the result, score it. */
@SuppressWarnings({"deprecation", "rawtypes"})
final class BenchTasks implements TaskCreator {
  private final ArbiterRun run;

  BenchTasks(ArbiterRun run) {
    this.run = run;
  }

  @Override
  public Callable<OptimizationResult> create(
      Candidate candidate,
      DataProvider noData,
      ScoreFunction score,
      List<StatusListener> listeners,
      IOptimizationRunner runner) {
    return () -> train(candidate, score, runner);
  }

  @Override
  public Callable<OptimizationResult> create(
      Candidate candidate,
      Class<? extends DataSource> noData,
      Properties properties,
      ScoreFunction score,
      List<StatusListener> listeners,
      IOptimizationRunner runner) {
    return () -> train(candidate, score, runner);
  }

  /** A fault of the bench or the journal ends the search; Arbiter would only log it. */
  private OptimizationResult train(
      Candidate candidate, ScoreFunction score, IOptimizationRunner runner) {
    Task task = (Task) candidate.getValue();
    CandidateInfo info = new CandidateInfo();
    info.setIndex(candidate.getIndex());
    info.setCandidateStatus(CandidateStatus.Complete);
    info.setStartTime(System.currentTimeMillis());
    OptimizationResult result =
        new OptimizationResult(candidate, null, candidate.getIndex(), task, info, null);
    try {
      Outcome outcome =
          run.bench().train(task, epoch -> run.study().epoch(task.id(), epoch), run.halt());
      runner.getConfiguration().getResultSaver().saveModel(result, outcome);
      double value = score.score(run.study().trial(task.id()), null, (Properties) null);
      result.setScore(Double.isNaN(value) ? null : value);
    } catch (RuntimeException | IOException | Error thrown) {
      run.failed(thrown instanceof IOException io ? new java.io.UncheckedIOException(io) : thrown);
      info.setCandidateStatus(CandidateStatus.Failed);
      info.setExceptionStackTrace(String.valueOf(thrown));
    }
    return result;
  }
}
