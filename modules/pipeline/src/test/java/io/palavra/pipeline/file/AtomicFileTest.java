package io.palavra.pipeline.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void theFileHoldsTheContentAndNothingElseIsInTheFolder() throws IOException {
    Path file = folder.resolve("ação.txt");
    AtomicFile.writeString(file, "olá");
    AtomicFile.writeString(file, "olá de novo");
    assertThat(file).hasContent("olá de novo");
    assertThat(names(folder)).containsExactly("ação.txt");
  }

  @Test
  void closingTheStreamIsAllowed() {
    Path file = folder.resolve("a");
    AtomicFile.write(
        file,
        out -> {
          out.write(1);
          out.close();
        });
    assertThat(file).hasBinaryContent(new byte[] {1});
  }

  @Test
  void aFailureOfTheContentLeavesTheOldFileAndNoTemporaryOne() throws IOException {
    Path file = folder.resolve("a");
    AtomicFile.writeString(file, "old");
    for (Throwable fault :
        List.of(new IOException("x"), new IllegalStateException(), new AssertionError())) {
      assertThatThrownBy(
              () ->
                  AtomicFile.write(
                      file,
                      out -> {
                        out.write(new byte[1 << 20]);
                        AtomicFileTest.<IOException>sneak(fault);
                      }))
          .isInstanceOf(
              fault instanceof IOException ? UncheckedIOException.class : fault.getClass());
      assertThat(file).hasContent("old");
      assertThat(names(folder)).containsExactly("a");
    }
  }

  @Test
  void aComplaintOfTheContentPassesThrough() {
    BadInputException complaint = BadInputException.of("b", "better");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    folder.resolve("a"),
                    out -> {
                      throw complaint;
                    }))
        .isSameAs(complaint);
  }

  @Test
  void aFullDiskIsBadInputAndTheOldFileStays() throws IOException {
    Configuration small =
        Configuration.unix().toBuilder().setBlockSize(512).setMaxSize(1 << 16).build();
    try (FileSystem disk = Jimfs.newFileSystem(small)) {
      Path root = Files.createDirectory(disk.getPath("/data"));
      Path file = root.resolve("model");
      AtomicFile.writeString(file, "old");
      assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(new byte[1 << 17])))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("/data/model")
          .hasMessageContaining("full")
          .satisfies(e -> assertThat(((BadInputException) e).ofPlace()).isTrue());
      assertThat(Files.readString(file)).isEqualTo("old");
      assertThat(names(root)).containsExactly("model");
    }
  }

  @Test
  void theDeviceThatIsAlwaysFullIsBadInputAndStaysADevice() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "no /dev/full here");
    assertThatThrownBy(() -> AtomicFile.writeString(full, "x"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("/dev/full");
    assertThat(Files.isRegularFile(full)).isFalse();
  }

  @Test
  void aDeviceIsWrittenStraightTo() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.isWritable(device), "no /dev/null here");
    AtomicFile.writeString(device, "x");
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void aMissingFolderIsBadInput() {
    Path file = folder.resolve("no").resolve("a");
    assertThatThrownBy(() -> AtomicFile.writeString(file, "x"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("there is none")
        .satisfies(e -> assertThat(((BadInputException) e).ofPlace()).isTrue());
  }

  @Test
  void aFileInThePlaceOfTheFolderIsBadInput() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "").resolve("a");
    assertThatThrownBy(() -> AtomicFile.writeString(file, "x"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aFolderInThePlaceOfTheFileIsBadInput() {
    assertThatThrownBy(() -> AtomicFile.writeString(folder, "x"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("folder");
  }

  @Test
  void anUnwritableFolderIsBadInput() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeTrue(!Files.isWritable(closed), "this user may write everywhere");
    assertThatThrownBy(() -> AtomicFile.writeString(closed.resolve("a"), "x"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void aLinkKeepsPointingAndItsTargetIsReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("real"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    AtomicFile.writeString(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void aRelativePathWithoutAFolderIsWritten() throws IOException {
    try (FileSystem disk = Jimfs.newFileSystem(Configuration.unix())) {
      Path file = disk.getPath("plain");
      AtomicFile.write(file, out -> out.write("x".getBytes(UTF_8)));
      assertThat(Files.readString(file)).isEqualTo("x");
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable fault) throws E {
    throw (E) fault;
  }
}
