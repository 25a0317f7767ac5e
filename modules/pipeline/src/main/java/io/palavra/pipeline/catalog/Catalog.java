package io.palavra.pipeline.catalog;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.corpus.TaggedSentence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Data sets by name or by path. */
public final class Catalog {
  private static final String RESOURCE = "catalog.yaml";
  private static final String TARGET = "target";

  private final Map<String, CatalogEntry> entries = new TreeMap<>();
  private final DataFolders folders;

  /**
   * @param folders where sets are looked for
   */
  public Catalog(List<CatalogEntry> entries, DataFolders folders) {
    for (CatalogEntry entry : entries) {
      if (this.entries.put(entry.name(), entry) != null) {
        throw BadInputException.of("catalogue", entry.name(), "every name once");
      }
    }
    this.folders = folders;
  }

  /** The project's catalogue and the folders of this machine. */
  public static Catalog standard() {
    return in(DataFolders.standard());
  }

  /** The project's catalogue and other folders. */
  public static Catalog in(DataFolders folders) {
    try (InputStream in = Catalog.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + RESOURCE);
      }
      return new Catalog(parse(in), folders);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<CatalogEntry> parse(InputStream yaml) throws IOException {
    ObjectMapper mapper =
        new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
    try {
      return mapper.readValue(yaml, new TypeReference<List<CatalogEntry>>() {});
    } catch (JacksonException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw BadInputException.at("catalog.yaml", line, null, e.getOriginalMessage()).because(e);
    }
  }

  /** All data sets, sorted by name. */
  public List<CatalogEntry> entries() {
    return List.copyOf(entries.values());
  }

  /** The data set of this name. */
  public Optional<CatalogEntry> entry(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /**
   * The data set of this name.
   *
   * @throws BadInputException when there is none
   */
  public CatalogEntry required(String name) {
    return entry(name)
        .orElseThrow(
            () ->
                BadInputException.of(
                    "data set",
                    name,
                    "a name that palavra data list shows; "
                        + NearestName.advice(name, entries.keySet())));
  }

  /**
   * Sees that there are such data, a set of the catalogue, here or not, or a path; they are not
   * read.
   *
   * @throws BadInputException when there are none
   */
  public void requireNamed(String data) {
    if (entry(data).isEmpty()) {
      existing(data);
    }
  }

  /**
   * Where a data set lies on this machine: the first folder that has its first file.
   *
   * @return empty when it is not here; {@link #missing} says how to get it
   */
  public Optional<Path> folder(CatalogEntry entry) {
    if (entry.own()) {
      return folders.own().filter(own -> holds(own, entry));
    }
    for (Path collection : folders.collections()) {
      for (String folder : List.of(entry.folder(), entry.name())) {
        if (holds(collection.resolve(folder), entry)) {
          return Optional.of(collection.resolve(folder));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Path folder, CatalogEntry entry) {
    return entry.files().stream().allMatch(file -> Files.exists(folder.resolve(file.path())));
  }

  /** The complaint about a set that is not here, with the way to get it. */
  public BadInputException missing(CatalogEntry entry) {
    if (entry.own()) {
      return BadInputException.of(
          entry.name(), "the project's folder datasets/: set the system property palavra.home");
    }
    return BadInputException.of(
        entry.name(),
        "its files in a folder "
            + entry.folder()
            + " under PALAVRA_DATASETS, or run: palavra data get "
            + entry.name());
  }

  /** The folder of a set by name; complains when there is no such set or it is not here. */
  public Path folder(String name) {
    CatalogEntry entry = required(name);
    return folder(entry).orElseThrow(() -> missing(entry));
  }

  /**
   * Sees to it that a set's files are here and are those of the catalogue: what is there and whole
   * stays; in the folder for downloads all else is fetched from where it comes from, and everywhere
   * else it is refused, for it is not ours to write over.
   *
   * @return the folder with the files
   * @throws BadInputException when a file has no address (the message says what to do by hand), can
   *     not be fetched, or is not what the catalogue says
   */
  public Path get(String name) {
    CatalogEntry entry = required(name);
    Optional<Path> here = folder(entry);
    if (here.isPresent() && folders.downloads().filter(here.get()::startsWith).isEmpty()) {
      entry.files().forEach(file -> Download.requireWhole(here.get().resolve(file.path()), file));
      return here.get();
    }
    Path downloads =
        folders
            .downloads()
            .orElseThrow(
                () ->
                    BadInputException.of(
                        "HOME",
                        "a home folder to fetch data into; or get "
                            + name
                            + " by hand into a folder "
                            + entry.folder()
                            + " under PALAVRA_DATASETS"));
    return new Download(here.orElse(downloads.resolve(entry.name())), downloads).fetch(entry);
  }

  /** Classified texts by catalogue name or by path. */
  public GivenSets<LabelledText> classification(DataRequest request) {
    return given(
        request,
        "classification",
        (readers, path, options) -> readers.labelled(path, options),
        (part, path) -> PathGuess.classification(path, request.reading()));
  }

  /**
   * Sentences and translations by catalogue name, or by path: a table, or a file of sentences with
   * the reading option {@code target}, whose lines translate them. Development and test files have
   * {@code dev-target} and {@code test-target} likewise.
   */
  public GivenSets<ParallelText> parallel(DataRequest request) {
    return given(
        request,
        "translation",
        this::parallelPart,
        (part, path) ->
            Map.of("train", new PathGuess.Located(path, ofPairs(part, path, request.reading()))));
  }

  /** Lines of text by catalogue name or by path. */
  public GivenSets<String> lines(DataRequest request) {
    return given(
        request,
        "",
        (readers, path, options) -> readers.lines(path, options),
        (part, path) -> Map.of("train", new PathGuess.Located(path, request.reading())));
  }

  /**
   * The texts of any data set, whatever it is for: lines, texts without their class, words of
   * tagged sentences parted by spaces, sentences and their translations one behind the other. A
   * path to a folder gives the lines of all its files. Two reading options are its own: {@code
   * side} ({@code source}, {@code target} or {@code both}) and {@code part} ({@code train}, or
   * {@code all} for the development and test parts, too).
   */
  public GivenSets<String> texts(DataRequest request) {
    return new PlainTexts(this).of(request);
  }

  /** Tagged sentences by catalogue name or by path. */
  public GivenSets<TaggedSentence> tagged(DataRequest request) {
    return given(
        request,
        "tagging",
        (readers, path, options) -> readers.tagged(path, options),
        (part, path) ->
            Map.of("train", new PathGuess.Located(path, tagging(path, request.reading()))));
  }

  /** Makes a corpus of one place. */
  private interface Maker<T> {
    Corpus<T> make(Readers readers, Path path, ReadingOptions options);
  }

  private <T> GivenSets<T> given(
      DataRequest request,
      String task,
      Maker<T> maker,
      BiFunction<String, Path, Map<String, PathGuess.Located>> guess) {
    Optional<CatalogEntry> entry = entry(request.data());
    Map<String, Corpus<T>> parts = new TreeMap<>();
    if (entry.isPresent()) {
      boolean pathsGiven = request.dev().isPresent() || request.test().isPresent();
      if (!pathsGiven && !request.reading().isEmpty()) {
        throw BadInputException.of(
            "reading option",
            String.join(", ", new TreeMap<>(request.reading()).keySet()),
            "none, since the catalogue says how to read " + request.data());
      }
      parts.putAll(fromCatalog(entry.get(), task, maker));
    } else {
      guess
          .apply("train", existing(request.data()))
          .forEach((part, at) -> parts.put(part, one(at, maker)));
    }
    request
        .dev()
        .ifPresent(path -> parts.put("dev", one(guess.apply("dev", path).get("train"), maker)));
    request
        .test()
        .ifPresent(path -> parts.put("test", one(guess.apply("test", path).get("train"), maker)));
    String name = entry.map(CatalogEntry::name).orElseGet(() -> slug(request.data()));
    return new GivenSets<>(
        name,
        parts.getOrDefault("train", Corpora.of(name, List.of())),
        Optional.ofNullable(parts.get("dev")),
        Optional.ofNullable(parts.get("test")),
        entry.map(CatalogEntry::published).orElse(""));
  }

  private static <T> Corpus<T> one(PathGuess.Located at, Maker<T> maker) {
    if (Files.exists(at.path())
        && !Files.isRegularFile(at.path())
        && !Files.isDirectory(at.path())) {
      throw BadInputException.of(
          at.path().toString(), "a file, since it is read more than once and a pipe can not be");
    }
    String name = String.valueOf(at.path().getFileName());
    return maker.make(new Readers(name), at.path(), new ReadingOptions(at.options()));
  }

  private <T> Map<String, Corpus<T>> fromCatalog(CatalogEntry entry, String task, Maker<T> maker) {
    boolean lines = task.isEmpty() && entry.task().equals("language-model");
    if (!lines && !entry.task().equals(task)) {
      throw BadInputException.of(
          entry.name(), entry.task(), "a data set for " + (lines ? "language-model" : task));
    }
    Path folder = folder(entry).orElseThrow(() -> missing(entry));
    Map<String, Corpus<T>> parts = new TreeMap<>();
    entry.parts().forEach((part, specs) -> parts.put(part, part(entry, folder, specs, maker)));
    return parts;
  }

  private static <T> Corpus<T> part(
      CatalogEntry entry, Path folder, List<Map<String, String>> specs, Maker<T> maker) {
    List<Corpus<T>> pieces = new ArrayList<>();
    boolean distinct = false;
    for (Map<String, String> spec : specs) {
      Map<String, String> options = new TreeMap<>(spec);
      String file = Optional.ofNullable(options.remove("file")).orElse("");
      boolean single = options.getOrDefault("format", "").equals("trees");
      if (!single) {
        distinct |= "yes".equals(options.remove("distinct"));
      }
      pieces.add(
          maker.make(
              new Readers(entry.name()), Readers.path(folder, file), new ReadingOptions(options)));
    }
    Corpus<T> whole = pieces.size() == 1 ? pieces.get(0) : Corpora.concat(entry.name(), pieces);
    return distinct ? Corpora.distinct(whole) : whole;
  }

  private Corpus<ParallelText> parallelPart(Readers readers, Path path, ReadingOptions options) {
    Map<String, String> rest = new TreeMap<>(options.values());
    Optional<Path> target =
        Optional.ofNullable(rest.remove(TARGET)).map(name -> Readers.beside(path, name));
    return readers.parallel(path, target, new ReadingOptions(rest), languages());
  }

  /** The languages of all data sets for translation. */
  private Set<String> languages() {
    return entries.values().stream()
        .filter(entry -> entry.task().equals("translation"))
        .flatMap(entry -> Stream.of(entry.language().split("-")))
        .collect(Collectors.toSet());
  }

  /** What was said of all files, with the translations of this part and its format. */
  private static Map<String, String> ofPairs(String part, Path path, Map<String, String> given) {
    Map<String, String> own = new TreeMap<>(given);
    Optional<String> ofTrain = Optional.ofNullable(own.remove(TARGET));
    Optional<String> ofDev = Optional.ofNullable(own.remove("dev-" + TARGET));
    Optional<String> ofTest = Optional.ofNullable(own.remove("test-" + TARGET));
    Optional<String> target = part.equals("train") ? ofTrain : part.equals("dev") ? ofDev : ofTest;
    Optional<String> format = PathGuess.format(path.getFileName().toString());
    if (target.isPresent()) {
      own.put(TARGET, target.get());
      return own;
    }
    if (ofTrain.isPresent() && format.isEmpty()) {
      throw BadInputException.of(
          path.toString(), "a TSV, or the option " + part + "-target with its translations");
    }
    return format.map(name -> PathGuess.with(own, "format", name)).orElse(own);
  }

  private static Map<String, String> tagging(Path path, Map<String, String> given) {
    String guess =
        PathGuess.format(path.getFileName().toString())
            .filter(format -> format.startsWith("conll"))
            .orElse("conll");
    return PathGuess.with(given, "format", guess);
  }

  private Path existing(String data) {
    try {
      Path path = Path.of(data);
      if (!data.isBlank() && Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException noPath) {
      throw BadInputException.of("data", data, "a path or a catalogue name").because(noPath);
    }
    throw BadInputException.of(
        "data",
        data,
        "a file or folder that is there, or a catalogue name"
            + NearestName.of(data, entries.keySet())
                .map(name -> "; did you mean " + name + "?")
                .orElse("; palavra data list shows them"));
  }

  private static String slug(String data) {
    String file = String.valueOf(Path.of(data).toAbsolutePath().normalize().getFileName());
    String slug =
        file.replaceAll("(\\.(csv|tsv|jsonl?|txt|gz|zip|tgz|tar|conllu?))+$", "")
            .replaceAll("[^\\p{L}\\p{N}]+", "-")
            .replaceAll("^-|-$", "");
    return slug.isEmpty() ? "data" : slug;
  }
}
