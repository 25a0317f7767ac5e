package io.palavra.embeddings.model;

import io.palavra.embeddings.WordVectors;
import io.palavra.training.vectors.WordLookup;
import io.palavra.training.vectors.WordVectorReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Vectors of any format for the applications that begin with them. */
public final class VectorLookups implements WordVectorReader {

  @Override
  public WordLookup read(Path file, Predicate<String> wanted) {
    return new Lookup(OpenVectors.read(file, wanted).vectors());
  }

  private record Lookup(WordVectors vectors) implements WordLookup {

    @Override
    public int dimensions() {
      return vectors.dimensions();
    }

    @Override
    public Stream<String> words() {
      return vectors.words();
    }

    @Override
    public Optional<float[]> own(String word) {
      int number = vectors.find(word);
      return number < 0 ? Optional.empty() : Optional.of(vectors.vector(number));
    }

    @Override
    public Optional<float[]> built(String word) {
      return vectors.hasSubwords() ? vectors.vector(word) : Optional.empty();
    }
  }
}
