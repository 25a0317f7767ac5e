package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that can not be learned from are refused in one line, before a folder is made. */
class BadDataTest {
  @TempDir private Path folder;

  @Test
  void aFileThatIsNotThere() {
    refused(folder.resolve("none.csv"), "none.csv");
  }

  @Test
  void anEmptyFile() throws IOException {
    refused(text(""), "data.csv", "empty");
    refused(text("text,label\n"), "data.csv", "there is none");
  }

  @Test
  void aFolderWhereAFileIsDue() throws IOException {
    refused(Files.createDirectory(folder.resolve("folder.csv")), "folder.csv");
  }

  @Test
  void aCsvWithoutTheColumnsSaysWhichThereAre() throws IOException {
    refused(text("comment,stars\nbom,5\n"), "comment, stars", "\"text\"");
    refused(Tiny.data(folder), List.of("--text", "nope"), "text, label", "\"nope\"");
    refused(Tiny.data(folder), List.of("--label", "nope"), "text, label", "\"nope\"");
  }

  @Test
  void aBrokenQuoteIsNamedByTheLineWhereItOpens() throws IOException {
    refused(text(Tiny.withLine(10, "\"bom,pos")), "data.csv:10:", "closing quote");
  }

  @Test
  void aRowWithTooFewOrTooManyFields() throws IOException {
    refused(text(Tiny.withLine(10, "bom")), "data.csv:10:", "1 field");
    refused(text(Tiny.withLine(10, "a,b,c,d")), "data.csv:10:", "4 fields");
  }

  @Test
  void bytesOfAnotherCharsetComeWithAHint() throws IOException {
    byte[] latin = Tiny.withLine(10, "não é ruim,pos").getBytes(StandardCharsets.ISO_8859_1);
    refused(bytes("data.csv", latin), "data.csv:10:", "0xE3", "say --charset ISO-8859-1");
    refused(Tiny.data(folder), List.of("--charset", "klingon"), "klingon", "UTF-8");
  }

  @Test
  void aNul() throws IOException {
    refused(text(Tiny.withLine(10, "b\0m,pos")), "data.csv:10:", "\\u0000");
  }

  @Test
  void aLabelThatIsOnlyInTheTestFileIsNamedWithItsPlace() throws IOException {
    Path test = Tiny.write(folder.resolve("test.csv"), "text,label\nbom,pos\ntalvez,neutral\n");
    refused(
        Tiny.data(folder),
        List.of("--test", test.toString()),
        "test.csv:3:",
        "neutral",
        "neg, pos");
  }

  @Test
  void oneClassOnly() throws IOException {
    refused(text("text,label\n" + "bom,pos\n".repeat(9)), "\"pos\"", "two classes");
  }

  @Test
  void aGzipFileThatIsCut() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(String.join("\n", Tiny.rows()).getBytes(StandardCharsets.UTF_8));
    }
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    String line = refused(bytes("data.csv.gz", half), "data.csv.gz", "cut");
    assertThat(line).doesNotContain("null");
  }

  @Test
  void aZipWhoseMemberClimbsOut() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      out.putNextEntry(new ZipEntry("../data.csv"));
      out.write(String.join("\n", Tiny.rows()).getBytes(StandardCharsets.UTF_8));
    }
    refused(bytes("data.zip", packed.toByteArray()), "data.zip", "../data.csv");
  }

  private Path text(String text) throws IOException {
    return bytes("data.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private Path bytes(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private String refused(Path data, String... named) {
    return refused(data, List.of(), named);
  }

  private String refused(Path data, List<String> more, String... named) {
    Path out = folder.resolve("run");
    Run run = Tiny.train(data, out, more.toArray(String[]::new));
    for (String name : named) {
      Run.assertRefused(run, name);
    }
    assertThat(out).doesNotExist();
    return run.err();
  }
}
