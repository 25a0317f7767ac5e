package io.palavra.cli.model;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import io.palavra.pipeline.service.Providers;
import io.palavra.training.kind.ModelKind;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kinds of model on the class path. */
public final class Kinds {

  private Kinds() {}

  public static SortedMap<String, ModelKind> all() {
    SortedMap<String, ModelKind> kinds = new TreeMap<>();
    Providers.of(ModelKind.class).forEach(kind -> kinds.put(kind.id(), kind));
    return kinds;
  }

  public static ModelKind named(String id) {
    SortedMap<String, ModelKind> kinds = all();
    ModelKind kind = kinds.get(id);
    if (kind == null) {
      throw BadInputException.of(
          "kind", id, "a kind that palavra kinds lists; " + NearestName.advice(id, kinds.keySet()));
    }
    return kind;
  }
}
