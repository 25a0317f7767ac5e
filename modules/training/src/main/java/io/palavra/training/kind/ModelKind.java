package io.palavra.training.kind;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.ModelBundle;

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

  /** The options that fit these data: lengths, vocabulary, epochs. */
  Record suggest(DataRequest data);

  /** What {@link #train} would do; reads the data, writes nothing. */
  TrainPlan plan(TrainRequest request);

  /** Trains, evaluates and writes a run's folder. */
  TrainedRun train(TrainRequest request);

  /** The model of a bundle of this kind. */
  Model load(ModelBundle bundle);
}
