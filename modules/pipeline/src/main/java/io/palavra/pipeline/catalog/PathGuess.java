package io.palavra.pipeline.catalog;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.FileTree;
import io.palavra.pipeline.file.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a path most likely holds, going by names. */
final class PathGuess {
  private static final Map<String, List<String>> PART_NAMES =
      Map.of(
          "train", List.of("train", "training"),
          "dev", List.of("dev", "val", "valid", "validation"),
          "test", List.of("test", "testing"));

  private static final Map<String, String> FORMATS =
      Map.of(
          ".csv", "csv",
          ".tsv", "tsv",
          ".tab", "tsv",
          ".jsonl", "jsonl",
          ".ndjson", "jsonl",
          ".json", "jsonl",
          ".conll", "conll",
          ".conllu", "conllu");

  private PathGuess() {}

  /** The format that a file's name says, packed or not. */
  static Optional<String> format(String fileName) {
    String plain = fileName.toLowerCase(Locale.ROOT);
    if (plain.endsWith(".gz") || plain.endsWith(".zip")) {
      plain = plain.substring(0, plain.lastIndexOf('.'));
    }
    String name = plain;
    return FORMATS.entrySet().stream()
        .filter(entry -> name.endsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The reading options of each part of a data set at a path, and where that part is. */
  static Map<String, Located> classification(Path path, Map<String, String> given) {
    if (given.containsKey("format")) {
      return Map.of("train", new Located(path, given));
    }
    if (Files.isDirectory(path)) {
      return inFolder(path, given);
    }
    Optional<String> format = format(path.getFileName().toString());
    if (format.isPresent()) {
      return Map.of("train", new Located(path, with(given, "format", format.get())));
    }
    List<String> members =
        Files.exists(path) ? TextFile.memberNames(path, Integer.MAX_VALUE) : List.of();
    if (members.isEmpty()) {
      throw BadInputException.of(
          path.toString(),
          Files.exists(path)
              ? "a file whose name ends with .csv, .tsv or .jsonl, or format=NAME"
              : "a file or folder that is there");
    }
    return inArchive(path, members, given);
  }

  /** A place and how to read it. */
  record Located(Path path, Map<String, String> options) {}

  private static Map<String, Located> inFolder(Path folder, Map<String, String> given) {
    Map<String, Located> parts = new TreeMap<>();
    List<Path> files = FileTree.below(folder);
    for (Path file : files) {
      String below = FileTree.relative(folder, file);
      Optional<String> format = format(below);
      int dot = below.indexOf('.');
      if (format.isPresent() && dot > 0 && below.indexOf('/') < 0) {
        part(below.substring(0, dot))
            .ifPresent(
                part -> parts.put(part, new Located(file, with(given, "format", format.get()))));
      }
    }
    if (parts.containsKey("train")) {
      return parts;
    }
    List<String> names = files.stream().map(file -> FileTree.relative(folder, file)).toList();
    return documents(folder, names, given);
  }

  private static Map<String, Located> inArchive(
      Path archive, List<String> members, Map<String, String> given) {
    if (members.size() == 1) {
      String only = members.get(0);
      String format =
          format(only)
              .orElseThrow(
                  () ->
                      BadInputException.of(
                          archive + "!" + only, "a name that ends with .csv, .tsv or .jsonl"));
      return Map.of("train", new Located(archive, with(given, "format", format)));
    }
    Optional<String> chosen = Optional.ofNullable(given.get("member"));
    if (chosen.isPresent()) {
      String format =
          format(chosen.get())
              .orElseThrow(() -> BadInputException.of("format", "csv, tsv or jsonl"));
      return Map.of("train", new Located(archive, with(given, "format", format)));
    }
    return documents(archive, members, given);
  }

  /** A folder per class, perhaps in folders for training and test. */
  private static Map<String, Located> documents(
      Path root, Collection<String> names, Map<String, String> given) {
    Map<String, String> options = with(given, "format", "documents");
    Map<String, Located> parts = new TreeMap<>();
    if (!given.containsKey("prefix")) {
      for (String name : names) {
        prefixes(name)
            .forEach(
                (part, prefix) ->
                    parts.putIfAbsent(part, new Located(root, with(options, "prefix", prefix))));
      }
    }
    return parts.containsKey("train") ? parts : Map.of("train", new Located(root, options));
  }

  /** The folders of a path that are named as parts of a data set. */
  private static Map<String, String> prefixes(String name) {
    Map<String, String> prefixes = new LinkedHashMap<>();
    int slash = name.indexOf('/');
    int begin = 0;
    while (slash >= 0) {
      String prefix = name.substring(0, slash + 1);
      part(name.substring(begin, slash)).ifPresent(part -> prefixes.put(part, prefix));
      begin = slash + 1;
      slash = name.indexOf('/', begin);
    }
    return prefixes;
  }

  private static Optional<String> part(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return PART_NAMES.entrySet().stream()
        .filter(entry -> entry.getValue().contains(lower))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  static Map<String, String> with(Map<String, String> options, String name, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.putIfAbsent(name, value);
    return more;
  }
}
