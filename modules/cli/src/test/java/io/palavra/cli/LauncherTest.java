package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a Java and a Maven that only say what they were asked. */
class LauncherTest {
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      for argument in "$@"; do
        case $argument in -Xmx1z)
          printf 'Invalid maximum heap size: -Xmx1z\\nError: no machine\\nError: no more\\n' >&2
          exit 1 ;;
        esac
      done
      case "$*" in
        *ArchiveClassesAtExit* | *-version) echo 'openjdk version "21"' >&2 ;;
        *) echo "WARNING: Using incubator modules: jdk.incubator.vector" >&2; echo "$*" ;;
      esac
      """;

  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      mkdir -p modules/cli/target
      touch modules/cli/target/palavra-cli-1.jar ../library.jar
      printf '%s' "$(cd .. && pwd -P)/library.jar" >modules/cli/target/dependencies.classpath
      """;

  @TempDir private Path folder;
  private Path checkout;

  /** What a start said. */
  private record Said(int code, String out, String err) {}

  @BeforeEach
  void makeCheckout() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no shell");
    Path launcher = above("scripts/palavra");
    checkout = folder.resolve("checkout");
    script(checkout.resolve("scripts/palavra"), Files.readString(launcher));
    script(folder.resolve("jdk/bin/java"), JAVA);
    script(folder.resolve("jdk/bin/mvn"), MAVEN);
    for (String made : List.of("modules/cli/src/main", "examples/src/main", "datasets")) {
      Files.createDirectories(checkout.resolve(made));
    }
  }

  @Test
  void aCheckoutIsBuiltOnceAndAgainWhereItWasMoved() throws Exception {
    assertStarted(start(checkout), true);
    assertStarted(start(checkout), false);
    Path other = Files.move(checkout, folder.resolve("other"));
    Said moved = start(other);
    assertStarted(moved, true);
    assertThat(moved.out()).contains(other + "/modules/cli/target/palavra-cli-1.jar");
    assertStarted(start(other), false);
  }

  @Test
  void aLibraryThatIsGoneIsBuiltAnew() throws Exception {
    assertStarted(start(checkout), true);
    Files.delete(folder.resolve("library.jar"));
    assertStarted(start(checkout), true);
  }

  @Test
  void whoMayNotBuildIsToldWhatToDoInOneLine() throws Exception {
    Map<Path, String> locked = new TreeMap<>();
    assertStarted(start(checkout), true);
    Files.delete(folder.resolve("library.jar"));
    try {
      lock(locked, checkout);
      assumeTrue(!Files.isWritable(checkout), "whoever runs this may write everywhere");
      assertRefused(start(checkout), "library.jar: expected a library that may be read");
      Files.createFile(folder.resolve("library.jar"));
      assertRefused(
          start(checkout, "PALAVRA_CLASSIFIER", "linux-x86_64-none"), "not for linux-x86_64-none");
    } finally {
      unlock(locked);
    }
  }

  @Test
  void optionsThatJavaDoesNotTakeAreRefusedByTheVariable() throws Exception {
    assertStarted(start(checkout, "PALAVRA_JAVA_OPTS", "-Xmx1g -Dany=1"), true);
    assertRefused(
        start(checkout, "PALAVRA_JAVA_OPTS", "-Xmx1z"),
        "PALAVRA_JAVA_OPTS: found \"-Xmx1z\", expected options that Java takes: Invalid maximum");
  }

  private static void assertStarted(Said said, boolean built) {
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains("io.palavra.cli.Palavra kinds");
    assertThat(said.err().contains("palavra: building")).as(said.err()).isEqualTo(built);
  }

  private static void assertRefused(Said said, String named) {
    assertThat(said.code()).as(said.err()).isEqualTo(2);
    assertThat(said.err()).hasLineCount(1).contains(named);
    assertThat(said.out()).isEmpty();
  }

  private Said start(Path where, String... environment) throws Exception {
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder("/bin/bash", where.resolve("scripts/palavra").toString(), "kinds")
            .redirectError(err.toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("PALAVRA_"));
    variables.put("JAVA_HOME", folder.resolve("jdk").toString());
    variables.put("PATH", folder.resolve("jdk/bin") + ":" + variables.get("PATH"));
    for (int i = 0; i < environment.length; i += 2) {
      variables.put(environment[i], environment[i + 1]);
    }
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), out, Files.readString(err));
  }

  private static Path above(String name) {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.exists(at.resolve(name))) {
      at = at.getParent();
    }
    assumeTrue(at != null, "no " + name + " above");
    return at.resolve(name);
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void lock(Map<Path, String> locked, Path below) throws IOException {
    try (Stream<Path> all = Files.walk(below)) {
      for (Path path : all.filter(Files::isDirectory).toList()) {
        locked.put(path, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      }
    }
    for (Path path : locked.keySet()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
  }

  private static void unlock(Map<Path, String> locked) throws IOException {
    for (Map.Entry<Path, String> each : locked.entrySet()) {
      Files.setPosixFilePermissions(
          each.getKey(), PosixFilePermissions.fromString(each.getValue()));
    }
  }
}
