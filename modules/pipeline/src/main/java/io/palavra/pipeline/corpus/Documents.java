package io.palavra.pipeline.corpus;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.Archive;
import io.palavra.pipeline.file.InputFile;
import io.palavra.pipeline.file.RecordLimit;
import io.palavra.pipeline.file.StrictReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file a text, in a folder or an archive. A folder is read in the sorted order of its paths, a
 * zip sorted by name, a tar as it stands.
 *
 * @param name for reports
 * @param root the folder or the archive
 * @param charset of all files
 * @param selection which files, and how they are labelled
 */
public record Documents(String name, Path root, Charset charset, Selection selection)
    implements Corpus<LabelledText> {

  /**
   * Which files, and how they are labelled.
   *
   * @param prefix what the path below the root must begin with, such as {@code Train/}; empty for
   *     all
   * @param label the first group of this pattern, found in the path below the root, is the label;
   *     files in which it is not found are passed over
   */
  public record Selection(String prefix, Pattern label) {
    /** The name of the folder in which the file lies. */
    public static final Pattern FOLDER = Pattern.compile("([^/]+)/[^/]*$");

    /** The part of the file's name before the first underscore. */
    public static final Pattern FILE_NAME_PREFIX = Pattern.compile("(?:^|/)([^/_]+)_[^/]*$");

    /** Refuses a pattern without a group. */
    public Selection {
      if (label.matcher("").groupCount() < 1) {
        throw BadInputException.of(
            "label-pattern", label.pattern(), "a regular expression with a group in brackets");
      }
    }

    /** The label of the file with this path, or empty when it is not selected. */
    Optional<String> labelOf(String path) {
      if (!path.startsWith(prefix)) {
        return Optional.empty();
      }
      Matcher matcher = label.matcher(path);
      return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }
  }

  @Override
  public RecordStream<LabelledText> open() {
    return Files.isDirectory(root) ? new InFolder() : new InArchive(openArchive());
  }

  private Archive openArchive() {
    return Archive.open(root)
        .orElseThrow(() -> BadInputException.of(root.toString(), "a folder or an archive"));
  }

  @Override
  public Fingerprint fingerprint() {
    Fingerprint.Builder builder = new Fingerprint.Builder();
    builder.add(selection.prefix()).add(selection.label().pattern()).add(charset.name());
    if (Files.isDirectory(root)) {
      for (Path file : FileTree.below(root)) {
        String path = FileTree.relative(root, file);
        if (selection.labelOf(path).isPresent()) {
          builder.add(path).add(Fingerprint.of(file).sha256());
        }
      }
    } else {
      builder.add(Fingerprint.of(root).sha256());
    }
    return builder.build();
  }

  private LabelledText read(InputStream in, String source, String label) {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[1 << 13];
    try (StrictReader reader = new StrictReader(in, source, charset)) {
      for (int n = reader.read(buffer, 0, buffer.length);
          n >= 0;
          n = reader.read(buffer, 0, buffer.length)) {
        text.append(buffer, 0, n);
        if (text.length() > RecordLimit.CHARACTERS) {
          throw BadInputException.of(source, RecordLimit.expectation());
        }
      }
    } catch (IOException e) {
      throw BadInputException.of(source, e.getMessage()).because(e);
    }
    return new LabelledText(text.toString(), label);
  }

  private BadInputException nothing() {
    return BadInputException.of(
        root.toString(),
        "texts in a folder per class"
            + (selection.prefix().isEmpty() ? "" : " under " + selection.prefix())
            + ", but no file fits");
  }

  private final class InFolder extends SequentialStream<LabelledText> {
    private final List<Path> all = FileTree.below(root);
    private final Iterator<Path> files = all.iterator();
    private boolean any;

    @Override
    protected Optional<Located<LabelledText>> read() {
      while (files.hasNext()) {
        Path file = files.next();
        Optional<String> label = selection.labelOf(FileTree.relative(root, file));
        if (label.isPresent()) {
          any = true;
          String source = file.toString();
          LabelledText text = Documents.this.read(InputFile.raw(file), source, label.get());
          return Optional.of(new Located<>(text, new Place(source, 1)));
        }
      }
      if (!any) {
        throw nothing();
      }
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  private final class InArchive extends SequentialStream<LabelledText> {
    private final Archive archive;
    private boolean any;

    InArchive(Archive archive) {
      this.archive = archive;
    }

    @Override
    protected Optional<Located<LabelledText>> read() {
      while (archive.next()) {
        Optional<String> label = selection.labelOf(archive.name());
        if (label.isPresent()) {
          any = true;
          String source = archive.source();
          LabelledText text = Documents.this.read(archive.content(), source, label.get());
          return Optional.of(new Located<>(text, new Place(source, 1)));
        }
      }
      if (!any) {
        throw nothing();
      }
      return Optional.empty();
    }

    @Override
    public void close() {
      try {
        archive.close();
      } catch (IOException readingIsOver) {
        return;
      }
    }
  }
}
