package io.palavra.search.tune;

import io.palavra.search.file.TuneFile;
import io.palavra.search.training.CandidateRequest;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.Trial;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.options.OptionDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Trains a search's winner once more, on the training and the development set together, for as many
 * epochs as its best epoch was. The development set can choose nothing any more, since it has been
 * learned from; the test set is what it was.
 */
public final class Retraining {

  private Retraining() {}

  /**
   * The training.
   *
   * @param out its folder, which gets the data, too, where they have to be written
   * @throws io.palavra.pipeline.BadInputException when the data can not be read, or the folder not
   *     be written
   */
  public static TrainRequest request(TuneFile file, Trial winner, Path out) {
    CandidateRequest search = file.request();
    TrainRequest request =
        TrainRequest.of(
                search.kind().joined(search.data(), out.resolve("data")),
                options(file, winner),
                out)
            .withSeed(winner.seed())
            .withLayers(search.layers());
    return search.vectors().map(request::withVectors).orElse(request);
  }

  private static Record options(TuneFile file, Trial winner) {
    Record options = file.request().options(winner.options());
    Set<String> known =
        OptionBinder.describe(options).stream()
            .map(OptionDescription::name)
            .collect(Collectors.toSet());
    List<String> sets = new ArrayList<>();
    Optional<EpochScore> best = winner.best();
    if (known.contains("epochs")) {
      best.ifPresent(epoch -> sets.add("epochs=" + epoch.epoch()));
    }
    if (known.contains("patience")) {
      sets.add("patience=0");
    }
    return OptionBinder.bind(options, Optional.empty(), sets);
  }
}
