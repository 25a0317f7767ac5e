package io.palavra.cli.input;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which data, and how to read them. */
public final class DataOptions {
  /** What readers call an option that they do not know. */
  private static final String READING = "reading option";

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description =
          "A data set of the catalogue (palavra data list), a CSV, TSV or JSON lines file, a folder per class; for embeddings any text, - for standard input.")
  private String data;

  @Option(names = "--dev", paramLabel = "PATH", description = "The development file.")
  private Path dev;

  @Option(names = "--test", paramLabel = "PATH", description = "The test file.")
  private Path test;

  @Option(
      names = "--source",
      paramLabel = "FILE",
      description = "For translation: sentences, one a line; the same as --data.")
  private Path source;

  @Option(
      names = "--target",
      paramLabel = "FILE",
      description = "For translation: the translation of each line of --source.")
  private Path target;

  @Option(
      names = "--dev-target",
      paramLabel = "FILE",
      description = "For translation: the translation of each line of --dev.")
  private Path devTarget;

  @Option(
      names = "--test-target",
      paramLabel = "FILE",
      description = "For translation: the translation of each line of --test.")
  private Path testTarget;

  @Mixin private ReadingOptions reading = new ReadingOptions();

  public DataRequest required() {
    if (data == null && source == null) {
      throw BadInputException.of("option --data", "a name from palavra data list, or a path");
    }
    return orElse(data);
  }

  public DataRequest orElse(String standard) {
    Map<String, String> all = new HashMap<>(reading.given());
    ReadingOptions.put(all, "target", absolute(target));
    ReadingOptions.put(all, "dev-target", absolute(devTarget));
    ReadingOptions.put(all, "test-target", absolute(testTarget));
    if (devTarget != null && dev == null || testTarget != null && test == null) {
      String part = devTarget != null && dev == null ? "dev" : "test";
      throw BadInputException.of(
          "option --" + part + "-target", "--" + part + " with the sentences, too");
    }
    if (data != null && source != null) {
      throw BadInputException.of("option --source", "either --data or --source and --target");
    }
    if ((source == null) != (target == null) && data == null) {
      throw BadInputException.of(
          source == null ? "option --target" : "option --source", "both --source and --target");
    }
    String given = source == null ? data : source.toString();
    return new DataRequest(
        given == null ? standard : given, Optional.ofNullable(dev), Optional.ofNullable(test), all);
  }

  /** The files' charset. */
  public Charset charset() {
    return reading.charset();
  }

  /** Refuses a development file where there is no use for one. */
  public void refuseDev(String expected) {
    if (dev != null) {
      throw BadInputException.of("option --dev", dev.toString(), expected);
    }
  }

  /** A complaint about an option of reading, by the name of the option that was typed for it. */
  public BadInputException asTyped(BadInputException complaint) {
    Map<String, Object> typed = new HashMap<>(reading.typed());
    typed.put("target", target);
    typed.put("dev-target", devTarget);
    typed.put("test-target", testTarget);
    return complaint
        .value()
        .filter(name -> complaint.source().equals(READING) && typed.get(name) != null)
        .map(
            name ->
                BadInputException.of(
                    "option --" + name, typed.get(name).toString(), "none with these data"))
        .orElse(complaint);
  }

  private static String absolute(Path path) {
    return path == null ? null : path.toAbsolutePath().toString();
  }
}
