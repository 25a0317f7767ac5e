package io.palavra.training.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.faults.Faults;
import io.palavra.training.faults.FaultyFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundleFaultsTest {
  private final FaultyFileSystem files =
      FaultyFileSystem.over(Jimfs.newFileSystem(Configuration.unix()));
  private final ModelBundle former = TinyBundle.create();
  private Path target;

  @BeforeEach
  void aFormerBundle() throws IOException {
    target = Files.createDirectories(files.getPath("/runs/a")).resolve("model.palavra");
    BundleWriter.write(target, former);
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  /** Larger than the writer's buffer, so that several writes can fail. */
  private static ModelBundle next() {
    SortedMap<String, FloatTensor> weights = new TreeMap<>();
    weights.put("W", TinyBundle.random(1, 200, 300));
    return new ModelBundle("sentiment", TinyBundle.create().texts(), weights);
  }

  @ParameterizedTest
  @EnumSource(Faults.Kind.class)
  void whicheverOperationFailsOneOfTheTwoBundlesIsThereWhole(Faults.Kind kind) throws IOException {
    ModelBundle next = next();
    boolean reached = true;
    int operation = 0;
    while (reached) {
      operation++;
      files.faults().heal();
      BundleWriter.write(target, former);
      files.faults().failAt(operation, kind);
      boolean said = false;
      try {
        BundleWriter.write(target, next);
      } catch (UncheckedIOException | BadInputException e) {
        said = true;
      }
      reached = files.faults().reached();
      files.faults().heal();
      ModelBundle found = BundleReader.read(target);
      assertThat(found).as("operation " + operation).isIn(former, next);
      assertThat(said || found.equals(next)).as("silent at " + operation).isTrue();
      if (kind != Faults.Kind.FOR_GOOD) {
        try (Stream<Path> left = Files.list(target.getParent())) {
          assertThat(left).as("left behind at " + operation).hasSize(1);
        }
      }
      clean();
    }
    assertThat(operation).isGreaterThan(6);
  }

  @ParameterizedTest
  @EnumSource(
      value = Faults.Kind.class,
      names = {"ONCE", "FOR_GOOD"})
  void whicheverOperationOfAReadFailsItSaysSoOrSucceeds(Faults.Kind kind) {
    boolean reached = true;
    for (int operation = 1; reached; operation++) {
      files.faults().failAt(operation, kind);
      try {
        assertThat(BundleReader.read(target)).isEqualTo(former);
      } catch (BadInputException e) {
        assertThat(e.getMessage()).startsWith("/runs/a/model.palavra: ");
      }
      reached = files.faults().reached();
      files.faults().heal();
    }
  }

  /** A dead disk keeps the temporary file too; the next round begins without it. */
  private void clean() throws IOException {
    try (Stream<Path> all = Files.list(target.getParent())) {
      for (Path path : all.toList()) {
        if (!path.getFileName().toString().equals("model.palavra")) {
          Files.delete(path);
        }
      }
    }
  }
}
