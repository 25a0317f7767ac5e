package io.palavra.embeddings.model;

import io.palavra.embeddings.evaluate.EvaluationFile;
import io.palavra.embeddings.evaluate.EvaluationSet;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.CatalogEntry;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Similarities and analogies, read whole, so that nothing about them can fail once there are
 * vectors to score.
 *
 * @param sets each with a name of its own
 * @param leftOut files of a data set that are neither similarities nor analogies
 */
record EvaluationSets(List<EvaluationSet> sets, List<String> leftOut) {
  private static final String TASK = "embedding-evaluation";

  /** Copies the lists. */
  EvaluationSets {
    sets = List.copyOf(sets);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * A file by its path, or all files of a data set of the catalogue that are similarities or
   * analogies.
   *
   * @throws BadInputException when there is nothing to score by, or a line does not fit
   */
  static EvaluationSets read(String data) {
    Catalog catalog = Catalog.standard();
    Optional<CatalogEntry> entry = catalog.entry(data);
    if (entry.isEmpty()) {
      EvaluationSet set = EvaluationSet.read(path(data));
      return new EvaluationSets(List.of(set.named(stem(set.name()))), List.of());
    }
    if (!entry.get().task().equals(TASK)) {
      throw BadInputException.of(
          data, entry.get().task(), "a file or data set of similarities or analogies");
    }
    return of(
        catalog.folder(data),
        entry.get().files().stream().map(CatalogEntry.DataFile::path).toList());
  }

  /** The files of a folder that are similarities or analogies. */
  static EvaluationSets of(Path folder, List<String> files) {
    List<String> fit = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (String file : files) {
      boolean neither = EvaluationFile.kind(folder.resolve(file)) == EvaluationFile.Kind.NEITHER;
      (neither ? leftOut : fit).add(file);
    }
    if (fit.isEmpty()) {
      throw BadInputException.of(folder.toString(), "a file of similarities or analogies");
    }
    List<String> names = names(fit);
    List<EvaluationSet> sets = new ArrayList<>();
    for (int i = 0; i < fit.size(); i++) {
      sets.add(EvaluationSet.read(folder.resolve(fit.get(i))).named(names.get(i)));
    }
    return new EvaluationSets(sets, leftOut);
  }

  /** File names without their ending; where two are alike, with their folders; else whole paths. */
  private static List<String> names(List<String> files) {
    List<UnaryOperator<String>> ways =
        List.of(file -> stem(lastPart(file)), EvaluationSets::stem, file -> file);
    return files.stream()
        .map(
            file ->
                ways.stream()
                    .filter(way -> isAlone(file, files, way))
                    .findFirst()
                    .map(way -> way.apply(file))
                    .orElse(file))
        .toList();
  }

  private static boolean isAlone(String file, List<String> files, UnaryOperator<String> way) {
    return files.stream().filter(other -> way.apply(other).equals(way.apply(file))).count() == 1;
  }

  private static String lastPart(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
  }

  private static Path path(String data) {
    try {
      Path path = Path.of(data);
      if (Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw BadInputException.of("data", data, "a path or a catalogue name").because(e);
    }
    throw BadInputException.of("data", data, "a file that is there, or a catalogue name");
  }
}
