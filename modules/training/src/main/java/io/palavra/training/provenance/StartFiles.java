package io.palavra.training.provenance;

import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.training.kind.RunFolder;
import io.palavra.training.kind.TrainRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a training begins from beside its data, as it stood on the disk then: at its end the files
 * may be others, or gone.
 *
 * @param fingerprints of {@code vectors} and {@code from}, where they are given, and of what else a
 *     kind begins from
 */
public record StartFiles(SortedMap<String, Fingerprint> fingerprints) {

  /** Copies the map. */
  public StartFiles {
    fingerprints = Collections.unmodifiableSortedMap(new TreeMap<>(fingerprints));
  }

  /**
   * Reads the files of a request.
   *
   * @throws io.palavra.pipeline.BadInputException when one can not be read
   */
  public static StartFiles of(TrainRequest request) {
    SortedMap<String, Fingerprint> fingerprints = new TreeMap<>();
    request.vectors().ifPresent(path -> fingerprints.put("vectors", Fingerprint.of(file(path))));
    request.from().ifPresent(path -> fingerprints.put("from", Fingerprint.of(file(path))));
    return new StartFiles(fingerprints);
  }

  /** The same with something else that a kind begins from. */
  public StartFiles and(String name, Fingerprint fingerprint) {
    SortedMap<String, Fingerprint> more = new TreeMap<>(fingerprints);
    more.put(name, fingerprint);
    return new StartFiles(more);
  }

  /** Of the folder of a run, its model. */
  private static Path file(Path path) {
    return Files.isDirectory(path) ? new RunFolder(path).model() : path;
  }

  /** For provenance, by name. */
  public SortedMap<String, DataPart> parts() {
    SortedMap<String, DataPart> parts = new TreeMap<>();
    fingerprints.forEach((name, fingerprint) -> parts.put(name, DataPart.file(fingerprint)));
    return parts;
  }
}
