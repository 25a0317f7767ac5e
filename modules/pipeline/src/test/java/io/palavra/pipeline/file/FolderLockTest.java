package io.palavra.pipeline.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.palavra.pipeline.BadInputException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir private Path folder;

  /** Holds the lock until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws InterruptedException {
      try (FolderLock lock = FolderLock.take(Path.of(args[0]))) {
        System.out.println("taken " + lock.getClass().getSimpleName());
        Thread.sleep(TimeUnit.MINUTES.toMillis(5));
      }
    }
  }

  @Test
  void aFolderIsTakenOnceAndCanBeTakenAgain() {
    for (int i = 0; i < 3; i++) {
      try (FolderLock lock = FolderLock.take(folder)) {
        assertThat(lock).isNotNull();
        assertThatThrownBy(() -> FolderLock.take(folder))
            .isInstanceOf(BadInputException.class)
            .hasMessageContaining(folder.toString())
            .hasMessageContaining("no other run");
        assertThatThrownBy(() -> FolderLock.again(folder)).isInstanceOf(BadInputException.class);
      }
    }
  }

  @Test
  void lookingWhereNobodyEverWasWritesNothing() throws IOException {
    assertThat(FolderLock.again(folder)).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void anotherProcessKeepsItUntilItIsKilled() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                place(Holder.class) + File.pathSeparator + place(FolderLock.class),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(holder.inputReader().readLine()).startsWith("taken");
      assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(BadInputException.class);
      assertThatThrownBy(() -> FolderLock.again(folder)).isInstanceOf(BadInputException.class);
    } finally {
      holder.destroyForcibly();
    }
    assertThat(holder.waitFor(60, TimeUnit.SECONDS)).isTrue();
    try (FolderLock lock = FolderLock.again(folder).orElseThrow()) {
      assertThat(lock).isNotNull();
    }
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> FolderLock.take(folder.resolve("none")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none");
  }

  @Test
  void aFileSystemInMemoryCanBeTaken() throws IOException {
    try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
      for (String name : List.of("/work", "/work")) {
        FolderLock.take(memory.getPath(name)).close();
      }
    }
  }
}
