package io.palavra.pipeline.catalog;

import static io.palavra.pipeline.catalog.TestFiles.gzip;
import static io.palavra.pipeline.catalog.TestFiles.tar;
import static io.palavra.pipeline.catalog.TestFiles.values;
import static io.palavra.pipeline.catalog.TestFiles.write;
import static io.palavra.pipeline.catalog.TestFiles.zip;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.palavra.pipeline.BadInputException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every complaint names the file, the line where there is one, and what was expected. */
class BadInputTest {
  @TempDir Path folder;
  private final Catalog catalog = TestFiles.catalog();

  @Test
  void aPathThatIsNotThereIsNamedAndSoIsANearName() {
    assertThat(complaint(folder.resolve("no.csv"), Map.of()))
        .hasMessageContaining("no.csv")
        .hasMessageContaining("a file or folder that is there");
    BadInputException near =
        catchThrowableOfType(
            BadInputException.class,
            () ->
                Catalog.in(new DataFolders(List.of(), Optional.empty(), Optional.of(folder)))
                    .classification(DataRequest.of("sst-2")));
    assertThat(near).hasMessageContaining("did you mean sst2?");
  }

  @Test
  void aSetThatIsNotHereSaysHowToGetIt() {
    BadInputException missing =
        catchThrowableOfType(
            BadInputException.class,
            () ->
                Catalog.in(new DataFolders(List.of(folder), Optional.empty(), Optional.of(folder)))
                    .classification(DataRequest.of("mr")));
    assertThat(missing)
        .hasMessage(
            "mr: expected its files in a folder mr_polarity under PALAVRA_DATASETS, or run:"
                + " palavra data get mr");
  }

  @Test
  void anEmptyFileIsRefused() {
    Path file = write(folder, "r.csv", "");
    assertThat(complaint(file, Map.of()))
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining("empty");
    assertThat(complaint(write(folder, "b.csv", "\n\n"), Map.of())).hasMessageContaining("no row");
    assertThat(complaint(write(folder, "c.csv.gz", gzip(new byte[0])), Map.of()))
        .hasMessageContaining("no row");
  }

  @Test
  void aFolderWhereAFileIsDueIsRefused() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("d.csv"));
    assertThat(complaint(empty, Map.of("format", "csv"))).hasMessageContaining("this is a folder");
    assertThat(complaint(empty, Map.of())).hasMessageContaining("no file fits");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatCanNotBeReadTwiceIsRefused() {
    assertThat(complaint(Path.of("/dev/null"), Map.of("format", "csv")))
        .hasMessageContaining("a file, since it is read more than once");
  }

  @Test
  void missingColumnsAreNamedBesideThoseThatAreThere() {
    Path file = write(folder, "r.csv", "review,stars\na,1\n");
    assertThat(complaint(file, Map.of()))
        .hasMessageStartingWith(file + ": found \"review, stars\", expected a column \"text\"")
        .hasMessageContaining("--text, --label");
    Path twice = write(folder, "s.csv", "text,text,label\na,b,1\n");
    assertThat(complaint(twice, Map.of())).hasMessageContaining("one column \"text\" only");
    assertThat(complaint(file, Map.of("text", "review", "label", "review")))
        .hasMessageStartingWith(file + ": found \"review\", expected two columns")
        .hasMessageContaining("--text, --label");
  }

  @Test
  void aBrokenQuoteIsReportedWhereItOpens() {
    Path unclosed = write(folder, "a.csv", "text,label\na,x\nb,\"x\nc,y\nd,z\n");
    assertThat(complaint(unclosed, Map.of()))
        .hasMessageStartingWith(unclosed + ":3: ")
        .hasMessageContaining("quote");
    Path trailing = write(folder, "b.csv", "text,label\n\"ok\nok\",x\n\"a\" b,x\nc,y\n");
    assertThat(complaint(trailing, Map.of())).hasMessageStartingWith(trailing + ":4: ");
    Path swallowed = write(folder, "c.csv", "text,label\r\n\"a,x\r\n\"b\",y\r\n");
    assertThat(complaint(swallowed, Map.of())).hasMessageStartingWith(swallowed + ":2: ");
    Path second = write(folder, "d.csv", "text,label\n\"a\nb\",\"c\n\"d\",\"e\"\n");
    assertThat(complaint(second, Map.of())).hasMessageStartingWith(second + ":3: ");
  }

  @Test
  void aRowWithTooFewOrTooManyFieldsIsReportedWithItsLine() {
    Path few = write(folder, "a.csv", "text,label\n\"a\nb\",x\nc\n");
    assertThat(complaint(few, Map.of()))
        .hasMessage(few + ":4: found \"1 field\", expected 2 as in the first row: text, label");
    Path many = write(folder, "b.csv", "text,label\n\na,x\nb, c,y\n");
    assertThat(complaint(many, Map.of()))
        .hasMessage(many + ":4: found \"3 fields\", expected 2 as in the first row: text, label");
  }

  @Test
  void anEmptyLabelIsReportedWithItsLine() {
    Path file = write(folder, "a.csv", "text,label\na,x\nb, \n");
    assertThat(complaint(file, Map.of())).hasMessageStartingWith(file + ":3: ");
  }

  @Test
  void bytesOfAnotherCharsetAreReportedWithTheirLineAndALikelyCharset() {
    String text = "text,label\na,x\nnão,y\n";
    Path latin = write(folder, "a.csv", text.getBytes(ISO_8859_1));
    assertThat(complaint(latin, Map.of()))
        .hasMessageStartingWith(latin + ":3: found \"byte 0xE3\"")
        .hasMessageContaining("say --charset ISO-8859-1");
    byte[] windows = "text,label\na“,x\n".getBytes(Charset.forName("windows-1252"));
    Path quotes = write(folder, "b.csv", windows);
    assertThat(complaint(quotes, Map.of()))
        .hasMessageStartingWith(quotes + ":2: ")
        .hasMessageContaining("say --charset windows-1252");
    Path wide = write(folder, "c.csv", text.getBytes(UTF_16));
    assertThat(complaint(wide, Map.of()))
        .hasMessageStartingWith(wide + ":1: ")
        .hasMessageContaining("UTF-16");
    Path cut = write(folder, "d.csv", Arrays.copyOf("text,label\nx,é".getBytes(UTF_8), 14));
    assertThat(complaint(cut, Map.of())).hasMessageStartingWith(cut + ":2: ");
    assertThat(complaint(cut, Map.of("charset", "UTF-88"))).hasMessageContaining("UTF-88");
  }

  @Test
  void badBytesFarIntoALongFileHaveTheRightLine() {
    byte[] row = "some words in a row,label\n".getBytes(UTF_8);
    byte[] all = new byte[row.length * 20_000];
    for (int i = 0; i < 20_000; i++) {
      System.arraycopy(row, 0, all, i * row.length, row.length);
    }
    all[row.length * 15_000 + 3] = (byte) 0xe9;
    Path file = write(folder, "a.csv", all);
    assertThat(complaint(file, Map.of("text", "some words in a row")))
        .hasMessageStartingWith(file + ":15001: ");
  }

  @Test
  void aNulIsReportedWithItsLine() {
    Path file = write(folder, "a.csv", "text,label\na,x\nb\0,y\n");
    assertThat(complaint(file, Map.of()))
        .hasMessageStartingWith(file + ":3: found \"\\u0000\"")
        .hasMessageContaining("NUL");
    Path json = write(folder, "a.jsonl", "{\"text\":\"\\u0000\",\"label\":\"x\"}");
    assertThat(complaint(json, Map.of())).hasMessageStartingWith(json + ":1: ");
  }

  @Test
  void aTruncatedOrAlteredGzipIsRefused() {
    byte[] whole = gzip("text,label\n".concat("a,x\n".repeat(5000)).getBytes(UTF_8));
    Path cut = write(folder, "a.csv.gz", Arrays.copyOf(whole, whole.length - 9));
    assertThat(complaint(cut, Map.of()))
        .hasMessageStartingWith(cut + ":")
        .hasMessageContaining("gzip");
    whole[whole.length - 6] ^= 1;
    Path altered = write(folder, "b.csv.gz", whole);
    assertThat(complaint(altered, Map.of())).hasMessageContaining("gzip");
  }

  @Test
  void aMemberThatLeadsOutOfItsArchiveIsRefusedByName() {
    for (String name :
        List.of("../outside-of-it/a.txt", "a/../../b.txt", "/etc/a.txt", "c:\\x\\a")) {
      Map<String, String> members = Map.of(name, "t", "pos/a.txt", "t");
      Path packed = write(folder, "a.zip", zip(members));
      assertThat(complaint(packed, Map.of())).as(name).hasMessageContaining("stay inside");
      if (!name.contains("\\")) {
        Path taped = write(folder, "a.tar.gz", gzip(tar(members)));
        assertThat(complaint(taped, Map.of()))
            .hasMessageStartingWith(taped + ": found \"" + name + "\"");
      }
    }
    assertThat(folder.getParent().resolve("outside-of-it")).doesNotExist();
  }

  @Test
  void aBombIsRefusedBeforeItFillsTheMemory() {
    byte[] bomb = gzip("a".repeat(RECORD_LIMIT + 100).getBytes(ISO_8859_1));
    Path line = write(folder, "a.txt.gz", bomb);
    BadInputException tooLong =
        catchThrowableOfType(
            BadInputException.class,
            () -> values(catalog.lines(DataRequest.of(line.toString())).train()));
    assertThat(tooLong).hasMessageContaining("at most 67,108,864 characters");
    Path table = write(folder, "a.csv.gz", bomb);
    assertThat(complaint(table, Map.of())).hasMessageContaining("67,108,864");
  }

  private static final int RECORD_LIMIT = 1 << 26;

  @Test
  void severalFilesInAnArchiveAskForOne() {
    Path file = write(folder, "a.csv.zip", zip(Map.of("a.csv", "text,label\n", "b.csv", "")));
    assertThat(complaint(file, Map.of())).hasMessageContaining("member=NAME");
    assertThat(complaint(file, Map.of("member", "c.csv"))).hasMessageContaining("[a.csv, b.csv]");
  }

  @Test
  void unknownOptionsAndValuesAreRefusedWithTheNearestName() {
    Path file = write(folder, "a.csv", "text,label\na,x\n");
    assertThat(complaint(file, Map.of("txt", "a")))
        .hasMessage("reading option: found \"txt\", expected a known option; did you mean text?");
    assertThat(complaint(file, Map.of("format", "cvs"))).hasMessageContaining("did you mean csv?");
    assertThat(complaint(file, Map.of("delimiter", "ab"))).hasMessageContaining("delimiter");
    assertThat(complaint(file, Map.of("delimiter", "\""))).hasMessageContaining("delimiter");
    assertThat(complaint(file, Map.of("header", "maybe"))).hasMessageContaining("yes or no");
    assertThat(complaint(folder, Map.of("label-from", "(")))
        .hasMessageContaining("regular expression");
    assertThat(complaint(folder, Map.of("label-from", "a"))).hasMessageContaining("group");
  }

  @Test
  void brokenJsonIsReportedWithItsLine() {
    for (String line :
        List.of(
            "{\"text\":\"a\"}",
            "{\"text\":\"a\",\"label\":null}",
            "{\"text\":\"a\",\"text\":\"b\",\"label\":\"x\"}",
            "[1]",
            "{\"text\":\"a\",\"label\":\"x\"} {}",
            "{\"text\":\"a\",\"label\":\"x\"",
            "{\"text\":",
            "nonsense",
            "{\"a\":" + "[".repeat(100_000))) {
      Path file = write(folder, "a.jsonl", "{\"text\":\"a\",\"label\":\"x\"}\n" + line + "\n");
      assertThat(complaint(file, Map.of())).as(line).hasMessageStartingWith(file + ":2: ");
    }
  }

  @Test
  void raggedConllIsReportedWithItsLine() {
    Path file = write(folder, "a.conll", "a X\nb Y\n\nc\n");
    assertThat(tagging(file))
        .hasMessage(file + ":4: found \"1 columns: c\", expected 2 as in the first line");
    Path single = write(folder, "b.conll", "a\n");
    assertThat(tagging(single)).hasMessageStartingWith(single + ":1: ");
    Path universal = write(folder, "c.conllu", "1\tde\tde\tADP\t_\t_\t_\t_\t_\t_\n2\to\n");
    assertThat(tagging(universal)).hasMessageStartingWith(universal + ":2: ");
    Path numbered = write(folder, "d.conllu", "x\tde\tde\tADP\t_\t_\t_\t_\t_\t_\n");
    assertThat(tagging(numbered)).hasMessageStartingWith(numbered + ":1: found \"x\"");
  }

  @Test
  void parallelFilesOfUnequalLengthSayBothCounts() {
    Path source = write(folder, "a.en", "1\n2\n3\n4\n5\n");
    Path target = write(folder, "a.de", "1\n2\n3\n");
    BadInputException e =
        catchThrowableOfType(
            BadInputException.class,
            () -> values(catalog.parallel(request(source, Map.of("target", "a.de"))).train()));
    assertThat(e)
        .hasMessage(target + ":4: found \"3 lines\", expected as many as " + source + " has: 5");
  }

  @Test
  void aTargetNamedFromTheWorkingFolderIsNamedSoInComplaints() {
    Path here = Path.of("").toAbsolutePath();
    Path source = here.relativize(write(folder, "b.en", "1\n2\n"));
    Path target = here.relativize(write(folder, "b.de", "1\n"));
    String whole = target.toAbsolutePath().toString();
    assertThatThrownBy(
            () -> values(catalog.parallel(request(source, Map.of("target", whole))).train()))
        .isInstanceOf(BadInputException.class)
        .hasMessage(target + ":2: found \"1 lines\", expected as many as " + source + " has: 2");
  }

  @Test
  void brokenTreesAreReportedWithTheirLine() {
    for (String tree :
        List.of("(3 (2 It)", "(9 x)", "x", "(3 a) (2 b)", "(3 a))", "(3 )", "(", "(3")) {
      Path file = write(folder, "t.txt", "(3 (2 It) (4 is))\n" + tree + "\n");
      assertThat(complaint(file, Map.of("format", "trees")))
          .as(tree)
          .hasMessageStartingWith(file + ":2: ");
    }
  }

  @Test
  void aLineWithoutALabelIsReported() {
    Path file = write(folder, "t.txt", "1 a\nword\n");
    assertThat(complaint(file, Map.of("format", "label-first")))
        .hasMessageStartingWith(file + ":2: found \"word\"");
  }

  private BadInputException complaint(Path path, Map<String, String> reading) {
    return catchThrowableOfType(
        BadInputException.class,
        () -> values(catalog.classification(request(path, reading)).train()));
  }

  private BadInputException tagging(Path path) {
    return catchThrowableOfType(
        BadInputException.class,
        () -> values(catalog.tagged(DataRequest.of(path.toString())).train()));
  }

  private static DataRequest request(Path path, Map<String, String> reading) {
    return new DataRequest(path.toString(), Optional.empty(), Optional.empty(), reading);
  }
}
