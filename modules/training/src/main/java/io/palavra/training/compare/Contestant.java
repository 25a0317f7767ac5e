package io.palavra.training.compare;

import io.palavra.training.kind.ModelKind;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What is trained with each seed.
 *
 * @param name for tables, no other's
 * @param kind that trains it
 * @param options of that kind
 * @param vectors pre-trained word vectors that it begins with
 */
public record Contestant(String name, ModelKind kind, Record options, Optional<Path> vectors) {

  /** Its name with nothing but letters, digits and hyphens, for files. */
  String fileName() {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", "-")
        .replaceAll("^-|-$", "");
  }
}
