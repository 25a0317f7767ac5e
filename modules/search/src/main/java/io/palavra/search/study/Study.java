package io.palavra.search.study;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.journal.Event;
import io.palavra.search.journal.Journal;
import io.palavra.search.space.Space;
import io.palavra.search.strategy.Proposal;
import io.palavra.search.strategy.Strategy;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.Objective;
import io.palavra.search.trial.Trial;
import io.palavra.search.trial.TrialId;
import io.palavra.search.trial.TrialStatus;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A search on disk: asks the strategy, hands out tasks, takes what comes of them, and has written
 * down each before it tells the next. Opened again after a crash it puts the same questions and
 * answers to the strategy once more, and first hands out the tasks that were never finished.
 *
 * <p>Safe for several threads; the order of the journal is the order in which things happened.
 */
public final class Study implements AutoCloseable {
  private final Plan plan;
  private final Strategy strategy;
  private final Journal journal;
  private final StudyListener listener;
  private final SortedMap<TrialId, Trial> trials = new TreeMap<>();
  private final Map<TrialId, Proposal> open = new HashMap<>();
  private final Deque<Task> unfinished = new ArrayDeque<>();
  private Optional<Event.Tested> tested = Optional.empty();
  private int epochsAsked;

  /**
   * What a search is.
   *
   * @param space its options
   * @param objective what it makes good
   * @param budget when it ends
   * @param seed of the trainings
   * @param settings all that decides what it proposes, as text by name; a search is gone on with
   *     only where these are the same
   */
  public record Plan(
      Space space,
      Objective objective,
      Budget budget,
      long seed,
      SortedMap<String, String> settings) {}

  private Study(Plan plan, Strategy strategy, Journal journal, StudyListener listener) {
    this.plan = plan;
    this.strategy = strategy;
    this.journal = journal;
    this.listener = listener;
  }

  /**
   * Begins a search.
   *
   * @param file of its journal
   * @throws BadInputException when there is a journal already
   */
  public static Study begin(Path file, Plan plan, Strategy strategy, StudyListener listener) {
    Study study = new Study(plan, strategy, Journal.create(file), listener);
    study.journal.append(new Event.Begun(plan.settings()));
    return study;
  }

  /**
   * Goes on with a search.
   *
   * @throws BadInputException when there is none, its settings were others, or its journal is not
   *     as it was written
   */
  public static Study resume(Path file, Plan plan, Strategy strategy, StudyListener listener) {
    Journal.Reopened reopened = Journal.reopen(file);
    Study study = new Study(plan, strategy, reopened.journal(), listener);
    try {
      new Replay(file, plan.settings()).into(study, reopened.events());
      study.journal.append(new Event.Resumed());
      listener.onResumed(study.trials());
      return study;
    } catch (RuntimeException e) {
      study.close();
      throw e;
    }
  }

  /**
   * What to train next; empty when there is nothing, for ever where nothing is being trained, and
   * else perhaps until something has ended.
   */
  public synchronized Optional<Task> next() {
    if (!unfinished.isEmpty()) {
      Task task = unfinished.remove();
      listener.onAsked(trials.get(task.id()));
      return Optional.of(task);
    }
    if (timeOver() || plan.budget().allEpochs().map(most -> epochsAsked >= most).orElse(false)) {
      return Optional.empty();
    }
    return strategy.ask().map(this::ask);
  }

  private Task ask(Proposal proposal) {
    Task task =
        new Task(
            TrialId.of(proposal.candidate()),
            plan.space().texts(proposal.point()),
            proposal.epochs(),
            plan.seed());
    journal.append(new Event.Asked(task.id(), task.options(), task.epochs(), task.seed()));
    asked(task, Optional.of(proposal));
    listener.onAsked(trials.get(task.id()));
    return task;
  }

  /** Another training of a candidate, with a seed of its own; empty when it was done already. */
  public synchronized Optional<Task> repeat(TrialId of, int repeat, int epochs) {
    TrialId id = new TrialId(of.candidate(), repeat);
    if (trials.containsKey(id) || timeOver()) {
      return Optional.empty();
    }
    Task task = new Task(id, trials.get(of).options(), epochs, plan.seed() + repeat);
    journal.append(new Event.Asked(id, task.options(), epochs, task.seed()));
    asked(task, Optional.empty());
    listener.onAsked(trials.get(id));
    return Optional.of(task);
  }

  /**
   * A candidate's epoch is done.
   *
   * @throws io.palavra.pipeline.BadInputException when it does not report the objective
   */
  public synchronized void epoch(TrialId id, EpochScore score) {
    Trial trial = trials.get(id);
    plan.objective().require(score.metrics().keySet());
    if (trial.history().contains(score)) {
      return;
    }
    journal.append(new Event.Epoch(id, score));
    trials.put(id, trial.after(score));
    listener.onEpoch(trials.get(id), score);
  }

  /** A task has ended; one that was interrupted is handed out again after a resume. */
  public synchronized void end(Task task, Outcome outcome) {
    if (outcome.status() == TrialStatus.RUNNING) {
      return;
    }
    journal.append(new Event.Told(task.id(), task.epochs(), outcome.status(), outcome.reason()));
    told(task.id(), outcome);
    listener.onTold(trials.get(task.id()));
  }

  /** The winner's metrics on the test set, which nobody looked at before. */
  public synchronized void test(TrialId id, SortedMap<String, Double> metrics) {
    Event.Tested event = new Event.Tested(id, metrics);
    journal.append(event);
    tested = Optional.of(event);
  }

  /** The candidates of a journal, which may be in use. */
  public static List<Trial> trials(List<Event> events) {
    SortedMap<TrialId, Trial> all = new TreeMap<>();
    for (Event event : events) {
      if (event instanceof Event.Asked asked) {
        all.merge(asked.id(), begun(asked), (former, fresh) -> former.asked(fresh.epochs()));
      } else if (event instanceof Event.Epoch epoch) {
        all.computeIfPresent(epoch.id(), (id, trial) -> trial.after(epoch.score()));
      } else if (event instanceof Event.Told told) {
        all.computeIfPresent(told.id(), (id, t) -> t.ended(told.status(), told.reason()));
      }
    }
    return List.copyOf(all.values());
  }

  private static Trial begun(Event.Asked asked) {
    return new Trial(
        asked.id(),
        asked.options(),
        asked.seed(),
        asked.epochs(),
        TrialStatus.RUNNING,
        "",
        List.of());
  }

  void asked(Task task, Optional<Proposal> proposal) {
    Trial former = trials.get(task.id());
    int before = former == null ? 0 : former.epochs();
    epochsAsked += task.epochs() - before;
    trials.put(
        task.id(),
        former != null
            ? former.asked(task.epochs())
            : new Trial(
                task.id(),
                task.options(),
                task.seed(),
                task.epochs(),
                TrialStatus.RUNNING,
                "",
                List.of()));
    proposal.ifPresent(known -> open.put(task.id(), known));
  }

  void told(TrialId id, Outcome outcome) {
    Trial trial = trials.get(id).ended(outcome.status(), outcome.reason());
    trials.put(id, trial);
    Proposal proposal = open.remove(id);
    if (proposal != null) {
      strategy.tell(proposal, plan.objective().loss(trial));
    }
  }

  void scored(TrialId id, EpochScore score) {
    trials.put(id, trials.get(id).after(score));
  }

  void tested(Event.Tested event) {
    tested = Optional.of(event);
  }

  void handOutAgain(Task task) {
    unfinished.add(task);
  }

  Strategy strategy() {
    return strategy;
  }

  Plan plan() {
    return plan;
  }

  /** All candidates, in the order proposed. */
  public synchronized List<Trial> trials() {
    return new ArrayList<>(trials.values());
  }

  /** A candidate as far as it is known. */
  public synchronized Trial trial(TrialId id) {
    return trials.get(id);
  }

  /** The winner's test metrics, where it was tested. */
  public synchronized Optional<Event.Tested> tested() {
    return tested;
  }

  /** Whether the budget's minutes are over. */
  public boolean timeOver() {
    return plan.budget().minutes().map(most -> journal.seconds() >= 60 * most).orElse(false);
  }

  /** Seconds of search, those before a resume included. */
  public double seconds() {
    return journal.seconds();
  }

  @Override
  public void close() {
    journal.close();
  }
}
