package io.palavra.pipeline.catalog;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import io.palavra.pipeline.corpus.ConllFile;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Documents;
import io.palavra.pipeline.corpus.JsonLines;
import io.palavra.pipeline.corpus.LabelledLines;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Lines;
import io.palavra.pipeline.corpus.MemberLines;
import io.palavra.pipeline.corpus.ParallelLines;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.corpus.SentimentTrees;
import io.palavra.pipeline.corpus.TaggedSentence;
import io.palavra.pipeline.datavec.Dialect;
import io.palavra.pipeline.datavec.Table;
import io.palavra.pipeline.file.TextFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Corpora from options.
 *
 * @param name of the corpora, for reports
 */
record Readers(String name) {
  private static final Set<String> CLASSIFICATION_FORMATS =
      Set.of("csv", "tsv", "jsonl", "label-first", "documents", "file-per-class", "trees");

  private static final Set<String> TABLE =
      Set.of("text", "label", "delimiter", "quote", "header", "member");

  private static final String SOURCE_COLUMN = "source-column";
  private static final String TARGET_COLUMN = "target-column";

  /** Classified texts; {@code path} is a file or a folder. */
  Corpus<LabelledText> labelled(Path path, ReadingOptions options) {
    String format = options.required("format");
    switch (format) {
      case "csv":
      case "tsv":
        return table(path, checked(options, TABLE), format);
      case "jsonl":
        checked(options, Set.of("text", "label", "member"));
        return JsonLines.labelled(
            name, file(path, options), options.get("text", "text"), options.get("label", "label"));
      case "label-first":
        checked(options, Set.of("label-part", "member"));
        return LabelledLines.labelFirst(
            name, file(path, options), options.choice("label-part", LabelledLines.LabelPart.WHOLE));
      case "documents":
        checked(options, Set.of("prefix", "label-from"));
        return new Documents(name, path, options.charset(), selection(options));
      case "file-per-class":
        checked(options, Set.of("classes"));
        return LabelledLines.fileAClass(name, classes(path, options));
      case "trees":
        checked(options, Set.of("nodes", "classes", "member", "distinct"));
        return trees(path, options);
      default:
        throw BadInputException.of(
            "format", format, NearestName.advice(format, CLASSIFICATION_FORMATS));
    }
  }

  private Corpus<LabelledText> trees(Path path, ReadingOptions options) {
    Corpus<LabelledText> trees =
        new SentimentTrees(
            name,
            file(path, options),
            options.choice("nodes", SentimentTrees.Nodes.ROOTS),
            options.choice("classes", SentimentTrees.Classes.FIVE));
    return options.flag("distinct", false) ? Corpora.distinct(trees) : trees;
  }

  private Corpus<LabelledText> table(Path path, ReadingOptions options, String format) {
    String text = options.get("text", "text");
    String label = options.get("label", "label");
    TextFile file = file(path, options);
    Dialect dialect = dialect(format.equals("csv") ? Dialect.CSV : Dialect.TSV, options);
    if (options.get("delimiter").isEmpty()) {
      dialect = dialect.fitting(file, List.of(text, label));
    }
    return Table.labelled(name, file, dialect, text, label);
  }

  private static Dialect dialect(Dialect base, ReadingOptions options) {
    char delimiter =
        options.get("delimiter").map(d -> single("delimiter", d)).orElse(base.delimiter());
    Optional<Character> quote = base.quote();
    Optional<String> given = options.get("quote");
    if (given.isPresent()) {
      quote =
          given.get().equals("none") ? Optional.empty() : Optional.of(single("quote", given.get()));
    }
    return new Dialect(delimiter, quote, options.flag("header", base.header()));
  }

  private static char single(String option, String value) {
    if (value.equals("tab") || value.equals("\\t")) {
      return '\t';
    }
    if (value.length() != 1) {
      throw BadInputException.of(option, value, "one character, tab, or (for quotes) none");
    }
    return value.charAt(0);
  }

  private static Documents.Selection selection(ReadingOptions options) {
    String from = options.get("label-from", "folder");
    String prefix = options.get("prefix", "");
    if (from.equals("folder")) {
      return new Documents.Selection(prefix, Documents.Selection.FOLDER);
    }
    if (from.equals("file-name")) {
      return new Documents.Selection(prefix, Documents.Selection.FILE_NAME_PREFIX);
    }
    try {
      return new Documents.Selection(prefix, Pattern.compile(from));
    } catch (PatternSyntaxException e) {
      throw BadInputException.of(
              "label-from", from, "folder, file-name or a regular expression with a group")
          .because(e);
    }
  }

  /** {@code neg=a.txt, pos=b.txt}: files below the folder. */
  private static SortedMap<String, TextFile> classes(Path folder, ReadingOptions options) {
    SortedMap<String, TextFile> files = new TreeMap<>();
    for (String pair : options.required("classes").split(",")) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw BadInputException.of("classes", pair, "label=file, label=file, ...");
      }
      Path file = path(folder, pair.substring(equals + 1).strip());
      files.put(pair.substring(0, equals).strip(), TextFile.utf8(file).in(options.charset()));
    }
    return files;
  }

  /**
   * Sentences and translations: two aligned files, or a table when there is no target file.
   *
   * @param languages codes that name a column of a table
   */
  Corpus<ParallelText> parallel(
      Path source, Optional<Path> target, ReadingOptions options, Set<String> languages) {
    if (target.isPresent()) {
      checked(options, Set.of());
      return new ParallelLines(
          name,
          TextFile.utf8(source).in(options.charset()),
          TextFile.utf8(target.get()).in(options.charset()));
    }
    checked(
        options, Set.of(SOURCE_COLUMN, TARGET_COLUMN, "delimiter", "quote", "header", "member"));
    boolean csv = options.get("format", "tsv").equals("csv");
    TextFile file = file(source, options);
    PairColumns columns =
        csv
            ? pairColumns(Dialect.CSV, options, PairColumns.SOURCE, PairColumns.TARGET)
            : plainColumns(file, options, languages);
    return Table.parallel(name, file, columns.dialect(), columns.source(), columns.target());
  }

  private static PairColumns plainColumns(
      TextFile file, ReadingOptions options, Set<String> languages) {
    PairColumns asked = pairColumns(Dialect.PLAIN_TSV, options, "1", "2");
    if (options.get("header").isPresent()) {
      return asked;
    }
    boolean chosen = options.get(SOURCE_COLUMN).or(() -> options.get(TARGET_COLUMN)).isPresent();
    return chosen
        ? asked.named(file, languages)
        : PairColumns.firstTwo(asked.dialect(), file, languages);
  }

  private static PairColumns pairColumns(
      Dialect base, ReadingOptions options, String source, String target) {
    return new PairColumns(
        dialect(base, options),
        options.get(SOURCE_COLUMN, source),
        options.get(TARGET_COLUMN, target));
  }

  /** Lines of a file, or of all members of an archive that holds several. */
  Corpus<String> lines(Path path, ReadingOptions options) {
    checked(options, Set.of("member", "prefix"));
    if (options.get("member").isEmpty() && TextFile.memberNames(path, 2).size() > 1) {
      return new MemberLines(name, path, options.get("prefix", ""), options.charset());
    }
    return new Lines(name, file(path, options));
  }

  Corpus<TaggedSentence> tagged(Path path, ReadingOptions options) {
    checked(options, Set.of("token-column", "tag-column", "member"));
    String format = options.required("format");
    if (!Set.of("conll", "conllu").contains(format)) {
      throw BadInputException.of("format", format, "conll or conllu");
    }
    ConllFile.Layout base =
        format.equals("conllu") ? ConllFile.Layout.CONLL_U : ConllFile.Layout.CONLL;
    ConllFile.Layout layout =
        new ConllFile.Layout(
            base.universal(),
            options.column("token-column", base.tokenColumn()),
            options.column("tag-column", base.tagColumn()));
    return new ConllFile(name, file(path, options), layout);
  }

  private static ReadingOptions checked(ReadingOptions options, Set<String> own) {
    Set<String> known = new TreeSet<>(own);
    known.add("format");
    known.add("charset");
    return options.only(known);
  }

  private static TextFile file(Path path, ReadingOptions options) {
    return new TextFile(path, options.get("member"), options.charset());
  }

  /**
   * A file that is named by where it is from another one, or by its whole path. Where the other is
   * named from the working folder, so is this one, since complaints are to name what was given.
   */
  static Path beside(Path file, String name) {
    Path whole = path(file.toAbsolutePath().getParent(), name);
    Path here = file.getFileSystem().getPath("").toAbsolutePath();
    boolean below = whole.startsWith(here) && whole.getNameCount() > here.getNameCount();
    return below && !file.isAbsolute()
        ? whole.subpath(here.getNameCount(), whole.getNameCount())
        : whole;
  }

  /** A path below a folder, as a user or the catalogue wrote it. */
  static Path path(Path folder, String below) {
    try {
      return folder.resolve(below);
    } catch (InvalidPathException e) {
      throw BadInputException.of("path", below, "a path").because(e);
    }
  }
}
