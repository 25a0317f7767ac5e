package io.palavra.training.kind;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.ModelBundle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of model, found through {@link java.util.ServiceLoader}. To add one is to add a module
 * with one line of registration.
 */
public interface ModelKind {

  /** What the command line calls it: {@code sentiment}. */
  String id();

  /** One line for {@code palavra kinds}. */
  String description();

  /** The options record with every default. */
  Record defaults();

  /** What earlier versions did where an option did not exist yet. */
  default Record older() {
    return defaults();
  }

  /**
   * The options of a trained model for another training that begins from it.
   *
   * @throws BadInputException when the file is no model of this kind, or where no training of this
   *     kind begins from a model
   */
  default Record from(Path model) {
    throw BadInputException.of(
        "option --from", model.toString(), "a kind of classifier with a network with it");
  }

  /**
   * Names of options of the record that this kind has no use for: it refuses every value but the
   * default, and they are not listed.
   */
  default Set<String> unusedOptions() {
    return Set.of();
  }

  /** What is trained where no data are named. */
  default FirstRun firstRun() {
    return new FirstRun("reviews-pt", defaults());
  }

  /** The options that fit these data: lengths, vocabulary, epochs. */
  Record suggest(DataRequest data);

  /** What {@link #train} would do; reads the data, writes nothing. */
  TrainPlan plan(TrainRequest request);

  /** Trains, evaluates and writes a run's folder. */
  TrainedRun train(TrainRequest request);

  /**
   * Trains for a search, which compares by the development set alone: as {@link #train}, but with
   * nothing beside the steps and the checkpoints, and without the end, so that the test set stays
   * unseen. {@link #train} goes on from what this leaves. A kind that has no such way trains, and
   * relies on being stopped.
   *
   * @return never finished
   */
  default TrainedRun rehearse(TrainRequest request) {
    return train(request);
  }

  /**
   * Looks at the data and the vectors for {@link #rehearse}, and writes nothing.
   *
   * @param request whose folder is not looked at
   * @throws BadInputException when they can not be read, or are such that nothing can be learned
   *     from them
   */
  default void requireRehearsable(TrainRequest request) {
    suggest(request.data());
  }

  /**
   * Trains for a comparison, which brings its own baseline: as {@link #train}, without what other
   * methods are trained for and without checks of the data. A kind that has nothing to leave out
   * trains.
   */
  default TrainedRun compete(TrainRequest request) {
    return train(request);
  }

  /**
   * What of this kind is to be set side by side, by the study's name; {@link Variant#CLASSIFIERS}
   * is the one of all kinds that give a text its class. A kind whose metrics are those of a
   * classifier takes part in that with its defaults unless it says otherwise.
   */
  default Map<String, List<Variant>> studies() {
    return metrics().contains("macroF1")
        ? Map.of(Variant.CLASSIFIERS, List.of(new Variant(id(), List.of(), false)))
        : Map.of();
  }

  /**
   * The data for a last training when all is decided, which learns from the development part, too;
   * the test part is what it was. A kind that holds nothing out gets them as they are.
   *
   * @param folder takes files where the parts have to be written
   */
  default DataRequest joined(DataRequest data, Path folder) {
    return data;
  }

  /** The metrics on the development set; empty where they are known only when training begins. */
  default Set<String> metrics() {
    return Set.of();
  }

  /** Whether a training takes a development file; of one that does not, it would go unread. */
  default boolean takesDevelopmentFile() {
    return true;
  }

  /** Whether a training begins with word vectors; of one that does not, they would go unread. */
  default boolean takesVectors() {
    return true;
  }

  /** Whether there is a network, which can have Deeplearning4j's own layers. */
  default boolean hasNetwork() {
    return true;
  }

  /** The model of a bundle of this kind. */
  Model load(ModelBundle bundle);

  /**
   * The model of a file that another program wrote, in a format that this kind reads; none where it
   * is in no such format.
   *
   * @throws BadInputException when it is, and can not be read
   */
  default Optional<Model> imported(Path file) {
    return Optional.empty();
  }
}
