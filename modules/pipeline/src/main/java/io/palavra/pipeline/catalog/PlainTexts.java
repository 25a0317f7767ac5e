package io.palavra.pipeline.catalog;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.FileTree;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.ParallelText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Any data set as nothing but text. */
final class PlainTexts {
  private static final String PART = "part";
  private static final String SIDE = "side";

  private final Catalog catalog;

  PlainTexts(Catalog catalog) {
    this.catalog = catalog;
  }

  GivenSets<String> of(DataRequest request) {
    Map<String, String> reading = new TreeMap<>(request.reading());
    String part = Optional.ofNullable(reading.remove(PART)).orElse("train");
    if (!part.equals("train") && !part.equals("all")) {
      throw BadInputException.of("reading option " + PART, part, "train or all");
    }
    Optional<String> side = Optional.ofNullable(reading.remove(SIDE));
    DataRequest rest = new DataRequest(request.data(), Optional.empty(), Optional.empty(), reading);
    GivenSets<String> sets = sets(rest, side);
    return part.equals("all") ? together(sets) : sets;
  }

  private GivenSets<String> sets(DataRequest request, Optional<String> side) {
    String task = catalog.entry(request.data()).map(CatalogEntry::task).orElse(task(request));
    if (side.isPresent() && !task.equals("translation")) {
      throw BadInputException.of("reading option " + SIDE, "a data set for translation");
    }
    switch (task) {
      case "classification":
        return texts(catalog.classification(request), "text", r -> r.value().text());
      case "translation":
        return translations(request, side);
      case "tagging":
        return texts(catalog.tagged(request), "words", r -> String.join(" ", r.value().tokens()));
      case "folder":
        return folder(request);
      default:
        return catalog.lines(request);
    }
  }

  private static String task(DataRequest request) {
    Path path = path(request.data());
    String format =
        PathGuess.format(String.valueOf(path.getFileName()))
            .orElse(request.reading().getOrDefault("format", ""));
    if (Files.isDirectory(path) && !request.reading().containsKey("format")) {
      return "folder";
    }
    return switch (format) {
      case "csv", "tsv", "jsonl" -> "classification";
      case "conll", "conllu" -> "tagging";
      default -> "lines";
    };
  }

  private static Path path(String data) {
    try {
      return Path.of(data);
    } catch (InvalidPathException e) {
      throw BadInputException.of("data", data, "a path or a catalogue name").because(e);
    }
  }

  private GivenSets<String> folder(DataRequest request) {
    Path folder = path(request.data());
    List<Corpus<String>> files = new ArrayList<>();
    for (Path file : FileTree.below(folder)) {
      files.add(
          catalog
              .lines(
                  new DataRequest(
                      file.toString(), Optional.empty(), Optional.empty(), request.reading()))
              .train());
    }
    if (files.isEmpty()) {
      throw BadInputException.of(folder.toString(), "a folder with files in it");
    }
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    return new GivenSets<>(
        name, Corpora.concat(name, files), Optional.empty(), Optional.empty(), "");
  }

  private GivenSets<String> translations(DataRequest request, Optional<String> side) {
    GivenSets<ParallelText> pairs = catalog.parallel(request);
    GivenSets<String> sources = texts(pairs, "source", r -> r.value().source());
    GivenSets<String> targets = texts(pairs, "target", r -> r.value().target());
    return switch (side.orElse("both")) {
      case "source" -> sources;
      case "target" -> targets;
      case "both" ->
          new GivenSets<>(
              pairs.name(),
              Corpora.concat(pairs.name(), List.of(sources.train(), targets.train())),
              Optional.empty(),
              Optional.empty(),
              "");
      default ->
          throw BadInputException.of(
              "reading option " + SIDE, side.get(), "source, target or both");
    };
  }

  private static <T> GivenSets<String> texts(
      GivenSets<T> sets, String change, Function<Located<T>, String> text) {
    return new GivenSets<>(
        sets.name(),
        Corpora.map(sets.train(), change, text),
        sets.dev().map(dev -> Corpora.map(dev, change, text)),
        sets.test().map(test -> Corpora.map(test, change, text)),
        "");
  }

  private static GivenSets<String> together(GivenSets<String> sets) {
    List<Corpus<String>> all = new ArrayList<>(List.of(sets.train()));
    sets.dev().ifPresent(all::add);
    sets.test().ifPresent(all::add);
    return new GivenSets<>(
        sets.name(), Corpora.concat(sets.name(), all), Optional.empty(), Optional.empty(), "");
  }
}
