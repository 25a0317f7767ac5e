package io.palavra.training.kind;

/** A trained model, ready for use by several threads at once. */
public interface Model extends AutoCloseable {

  /** The id of its kind. */
  String kind();

  @Override
  void close();
}
