package io.palavra.search.report;

import io.palavra.pipeline.file.AtomicFile;
import io.palavra.search.file.TuneFile;
import io.palavra.search.journal.Event;
import io.palavra.search.journal.JournalReader;
import io.palavra.search.study.Study;
import io.palavra.search.trial.Trial;
import io.palavra.search.tune.Ranking;
import io.palavra.search.tune.SearchFolder;
import io.palavra.training.options.OptionBinder;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a search's folder and writes what people and programs look at. */
public final class SearchReport {

  private SearchReport() {}

  /**
   * A search as its journal has it, which may be running.
   *
   * @throws io.palavra.pipeline.BadInputException when there is none, or it was changed
   */
  public static SearchView view(TuneFile file, SearchFolder folder) {
    List<Event> events = JournalReader.events(folder.journal());
    List<Trial> trials = Study.trials(events);
    Ranking ranking = Ranking.of(file.objective(), trials);
    Optional<Event.Tested> tested =
        events.stream()
            .filter(Event.Tested.class::isInstance)
            .map(Event.Tested.class::cast)
            .reduce((former, later) -> later);
    SortedMap<String, Double> test = tested.map(Event.Tested::test).orElseGet(TreeMap::new);
    return new SearchView(
        "Search: " + file.request().kind().id() + " on " + file.request().data().data(),
        file.space(),
        file.objective(),
        file.second(),
        trials,
        ranking,
        test,
        JournalReader.seconds(folder.journal()));
  }

  /** Writes the page, the tables and the winner's options as a configuration. */
  public static void write(TuneFile file, SearchFolder folder) {
    SearchView view = view(file, folder);
    SearchPage.write(folder.report(), view);
    SearchTables.writeCsv(folder.file("candidates.csv"), view);
    SearchTables.writeJson(folder.file("candidates.json"), view);
    view.ranking()
        .winner()
        .ifPresent(
            winner ->
                AtomicFile.writeString(
                    folder.best(),
                    OptionBinder.toCommentedYaml(
                        file.request().options(winner.trial().options()),
                        file.request().kind().unusedOptions())));
  }
}
