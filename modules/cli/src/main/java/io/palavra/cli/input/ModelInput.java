package io.palavra.cli.input;

import io.palavra.cli.console.Console;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.CharsetName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A model and the texts it is to answer: arguments, a file's lines, or standard input's. */
public final class ModelInput {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description =
          "A model.palavra, its run's folder, or a file of another program that the verb reads.")
  private Path model;

  @Parameters(index = "1..*", paramLabel = "TEXT", description = "Texts; - reads standard input.")
  private List<String> texts = List.of();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "A file with a text a line, plain or gzipped; - reads standard input.")
  private Path file;

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      description = "The charset of the file or of standard input (UTF-8).")
  private String charset = "UTF-8";

  /** Where the model lies. */
  public Path model() {
    return model;
  }

  /**
   * Texts one by one.
   *
   * @param lines the texts
   * @param piped whether whoever writes them may wait for the answer to one before the next
   * @param in what they are read from
   */
  public record Source(Iterator<String> lines, boolean piped, InputStream in)
      implements AutoCloseable {
    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Opens the texts.
   *
   * @param verb for the complaint
   * @throws BadInputException when there is nothing to read, or not only one thing
   */
  public Source open(String verb, Console console) {
    if (file != null && !texts.isEmpty()) {
      throw BadInputException.of("option --file", "either texts or --file");
    }
    Charset coding = CharsetName.parse(charset);
    boolean piped = Path.of("-").equals(file);
    if (file != null && !piped) {
      InputStream in = Lines.bytes(file);
      return new Source(new Lines(in, file.toString(), coding), false, in);
    }
    if (texts.isEmpty() && !piped && console.terminals().in()) {
      throw BadInputException.of(verb, "a TEXT, --file FILE, or - for standard input");
    }
    if (texts.isEmpty() || texts.equals(List.of("-"))) {
      return new Source(
          new Lines(console.in(), "standard input", coding), true, InputStream.nullInputStream());
    }
    return new Source(texts.iterator(), false, InputStream.nullInputStream());
  }

  /**
   * Refuses texts beside an option that has no use for them.
   *
   * @param option for the complaint
   */
  public void requireNone(String option, String expected) {
    if (file != null || !texts.isEmpty()) {
      throw BadInputException.of(option, expected);
    }
  }

  /**
   * What somebody types.
   *
   * @throws BadInputException when there are texts already
   */
  public Source typed(Console console) {
    requireNone("option --interactive", "no texts, which are asked for");
    return new Source(
        new Lines(console.in(), "standard input", CharsetName.parse(charset)),
        true,
        InputStream.nullInputStream());
  }
}
