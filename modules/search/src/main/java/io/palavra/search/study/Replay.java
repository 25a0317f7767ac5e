package io.palavra.search.study;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.journal.Event;
import io.palavra.search.strategy.Proposal;
import io.palavra.search.trial.TrialId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** Puts a journal's questions and answers to a strategy once more. */
final class Replay {
  private final Path file;
  private final SortedMap<String, String> settings;
  private final Map<TrialId, Task> open = new LinkedHashMap<>();

  Replay(Path file, SortedMap<String, String> settings) {
    this.file = file;
    this.settings = settings;
  }

  void into(Study study, List<Event> events) {
    for (int i = 0; i < events.size(); i++) {
      event(study, events.get(i), i + 1);
    }
    open.values().forEach(study::handOutAgain);
  }

  private void event(Study study, Event event, int line) {
    if (event instanceof Event.Begun begun) {
      requireSame(begun.settings());
    } else if (event instanceof Event.Asked asked) {
      asked(study, asked, line);
    } else if (event instanceof Event.Epoch epoch) {
      require(open.containsKey(epoch.id()), line);
      study.scored(epoch.id(), epoch.score());
    } else if (event instanceof Event.Told told) {
      require(open.remove(told.id()) != null, line);
      study.told(told.id(), new Outcome(told.status(), told.reason()));
    } else if (event instanceof Event.Tested tested) {
      study.tested(tested);
    }
  }

  private void asked(Study study, Event.Asked asked, int line) {
    Task task = new Task(asked.id(), asked.options(), asked.epochs(), asked.seed());
    Optional<Proposal> proposal = Optional.empty();
    if (asked.id().repeat() == 0) {
      proposal = study.strategy().ask();
      boolean same =
          proposal
              .filter(p -> p.candidate() == asked.id().candidate())
              .filter(p -> p.epochs() == asked.epochs())
              .filter(p -> study.plan().space().texts(p.point()).equals(asked.options()))
              .isPresent();
      require(same, line);
    }
    study.asked(task, proposal);
    open.put(task.id(), task);
  }

  private void require(boolean fits, int line) {
    if (!fits) {
      throw BadInputException.at(
          file.toString(), line, null, "what this version's search does; another wrote it");
    }
  }

  private void requireSame(SortedMap<String, String> former) {
    TreeSet<String> names = new TreeSet<>(former.keySet());
    names.addAll(settings.keySet());
    for (String name : names) {
      String was = former.getOrDefault(name, "nothing");
      String is = settings.getOrDefault(name, "nothing");
      if (!was.equals(is)) {
        throw BadInputException.of(
            "--resume", name + ": " + is, name + ": " + was + ", as in the search in " + file);
      }
    }
  }
}
