package io.palavra.pipeline.catalog;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where data sets lie.
 *
 * @param collections folders with one folder a data set, searched in this order
 * @param own the folder with the sets that the project brings, where it is known
 * @param downloads where fetched sets go, one folder a set; empty where no home folder is known
 */
public record DataFolders(List<Path> collections, Optional<Path> own, Optional<Path> downloads) {
  private static final String OWN_MARK = "datasets/catalog.yaml";

  /** Copies the list. */
  public DataFolders {
    collections = List.copyOf(collections);
  }

  /**
   * The folders of this machine: system property {@code palavra.datasets} or environment variable
   * {@code PALAVRA_DATASETS} and then {@code ~/.palavra/datasets}; the project's own sets under the
   * system property {@code palavra.home}, or else above the working directory or the program.
   */
  public static DataFolders standard() {
    Optional<Path> downloads = userHome().map(home -> home.resolve(".palavra").resolve("datasets"));
    List<Path> collections = new ArrayList<>();
    setting("palavra.datasets", "PALAVRA_DATASETS").ifPresent(collections::add);
    downloads.ifPresent(collections::add);
    return new DataFolders(collections, home().map(home -> home.resolve("datasets")), downloads);
  }

  /**
   * The home folder of whoever runs this; empty where it is not known, for Java says {@code ?} or
   * nothing of a user whom the system does not know, as in containers.
   */
  public static Optional<Path> userHome() {
    return userHome(System.getProperty("user.home"), System.getenv("HOME"));
  }

  static Optional<Path> userHome(String ofJava, String ofSystem) {
    return Stream.of(Optional.ofNullable(ofJava), Optional.ofNullable(ofSystem))
        .flatMap(Optional::stream)
        .filter(home -> !home.isBlank() && !home.equals("?"))
        .findFirst()
        .map(Path::of);
  }

  private static Optional<Path> setting(String property, String variable) {
    String value = System.getProperty(property, System.getenv(variable));
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(Path.of(value));
  }

  private static Optional<Path> home() {
    Optional<Path> given = setting("palavra.home", "PALAVRA_HOME");
    if (given.isPresent()) {
      return given;
    }
    Optional<Path> above = above(Path.of("").toAbsolutePath());
    return above.isPresent() ? above : program().flatMap(DataFolders::above);
  }

  private static Optional<Path> program() {
    CodeSource source = DataFolders.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? Optional.empty() : Optional.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException
        | InvalidPathException
        | java.nio.file.FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> above(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(OWN_MARK))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}
