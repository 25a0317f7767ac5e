package io.palavra.pipeline.catalog;

import static io.palavra.pipeline.catalog.TestFiles.read;
import static io.palavra.pipeline.catalog.TestFiles.values;
import static io.palavra.pipeline.catalog.TestFiles.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.corpus.TaggedSentence;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingByPathTest {
  private static final String CSV = "text,label\n\"a, \"\"b\"\"\nc\",x\n\nd,y\n";
  private static final List<LabelledText> CSV_RECORDS =
      List.of(new LabelledText("a, \"b\"\nc", "x"), new LabelledText("d", "y"));

  @TempDir Path folder;
  private final Catalog catalog = TestFiles.catalog();

  @Test
  void aQuotedLineBreakStaysInTheFieldAndPlacesAreTheLinesWhereRowsBegin() {
    Path file = write(folder, "r.csv", CSV);
    List<Located<LabelledText>> records = read(train(file, Map.of()));
    assertThat(records.stream().map(Located::value)).isEqualTo(CSV_RECORDS);
    assertThat(records.stream().map(Located::place))
        .containsExactly(new Place(file.toString(), 2), new Place(file.toString(), 5));
  }

  @Test
  void packedOrNotTheRecordsAreTheSame() {
    byte[] plain = CSV.getBytes(UTF_8);
    byte[] tar = TestFiles.tar(Map.of("in/r.csv", CSV));
    byte[] twice =
        concat(
            TestFiles.gzip("text,label\n".getBytes(UTF_8)),
            TestFiles.gzip(CSV.substring(11).getBytes(UTF_8)));
    for (Path file :
        List.of(
            write(folder, "a.csv.gz", TestFiles.gzip(plain)),
            write(folder, "named-gz-but-plain.csv.gz", plain),
            write(folder, "packed-but-named.csv", TestFiles.gzip(plain)),
            write(folder, "b.csv.gz", twice),
            write(folder, "c.zip", TestFiles.zip(Map.of("in/r.csv", CSV))),
            write(folder, "d.tar", tar),
            write(folder, "e.tar.gz", TestFiles.gzip(tar)),
            write(folder, "f.tgz", TestFiles.gzip(tar)))) {
      assertThat(values(train(file, Map.of()))).as(file.toString()).isEqualTo(CSV_RECORDS);
    }
  }

  @Test
  void crLfCrAndAMissingLastLineEndAreRead() {
    for (String end : List.of("\r\n", "\n", "\r")) {
      String text = "text,label" + end + "a,x" + end + end + "b,y";
      Path file = write(folder, "r.csv", text);
      assertThat(values(train(file, Map.of())))
          .containsExactly(new LabelledText("a", "x"), new LabelledText("b", "y"));
    }
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumn() {
    Path file = write(folder, "r.csv", "\ufefftext,label\na,x\n");
    assertThat(values(train(file, Map.of()))).containsExactly(new LabelledText("a", "x"));
  }

  @Test
  void otherCharsetsAreReadWhenTheyAreNamed() {
    for (String charset : List.of("ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE")) {
      byte[] bytes = "text,label\nnão é,x\n".getBytes(Charset.forName(charset));
      Path file = write(folder, "r.csv", bytes);
      assertThat(values(train(file, Map.of("charset", charset))))
          .containsExactly(new LabelledText("não é", "x"));
    }
  }

  @Test
  void semicolonsAndTabsAreSeenInTheHeader() {
    for (String delimiter : List.of(";", "\t", "|")) {
      Path file = write(folder, "r.csv", "\r\n\nlabel;\"text\"\nx;a\n".replace(";", delimiter));
      assertThat(values(train(file, Map.of()))).containsExactly(new LabelledText("a", "x"));
    }
  }

  @Test
  void columnsAreChosenByNameOrByNumberWithoutAHeader() {
    Path named = write(folder, "r.csv", "id,review,stars\n1,a,5\n");
    assertThat(values(train(named, Map.of("text", "review", "label", "stars"))))
        .containsExactly(new LabelledText("a", "5"));
    Path plain = write(folder, "s.csv", "5,a\n4,b\n");
    assertThat(values(train(plain, Map.of("header", "no", "text", "2", "label", "1"))))
        .containsExactly(new LabelledText("a", "5"), new LabelledText("b", "4"));
  }

  @Test
  void quotesArePlainCharactersWhenSaidSo() {
    Path file = write(folder, "r.tsv", "text\tlabel\n\"a\tx\nb\"c\ty\n");
    assertThat(values(train(file, Map.of("quote", "none"))))
        .containsExactly(new LabelledText("\"a", "x"), new LabelledText("b\"c", "y"));
  }

  @Test
  void jsonLinesHaveTextAndLabel() {
    Path file =
        write(
            folder,
            "r.jsonl",
            "{\"text\":\"a\\n\\u00e9 \",\"label\":\"x\",\"other\":{\"deep\":[1]}}\n\n"
                + "{\"label\":-1,\"text\":\"b\"}\r\n{\"label\":true,\"text\":\"\"}");
    List<Located<LabelledText>> records = read(train(file, Map.of()));
    assertThat(records.stream().map(Located::value))
        .containsExactly(
            new LabelledText("a\né ", "x"),
            new LabelledText("b", "-1"),
            new LabelledText("", "true"));
    assertThat(records.get(1).place().line()).isEqualTo(3);
  }

  @Test
  void aFolderPerClassIsReadInSortedOrder() {
    for (String name : List.of("pos/b.txt", "pos/a.txt", "neg/z.txt", "README", "pos/.hidden")) {
      write(folder, "set/" + name, name);
    }
    assertThat(values(train(folder.resolve("set"), Map.of())))
        .containsExactly(
            new LabelledText("neg/z.txt", "neg"),
            new LabelledText("pos/a.txt", "pos"),
            new LabelledText("pos/b.txt", "pos"));
  }

  @Test
  void foldersForTrainingAndTestAreTwoParts() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("set/test/neg/1.txt", "c");
    members.put("set/train/neg/1.txt", "a");
    members.put("set/train/pos/1.txt", "b");
    members.put("set/README", "no text");
    byte[] tar = TestFiles.gzip(TestFiles.tar(members));
    members.forEach((name, text) -> write(folder, "unpacked/" + name, text));
    for (Path path :
        List.of(
            write(folder, "a.tar.gz", tar),
            write(folder, "a.zip", TestFiles.zip(members)),
            folder.resolve("unpacked"))) {
      GivenSets<LabelledText> sets = catalog.classification(DataRequest.of(path.toString()));
      assertThat(values(sets.train()))
          .as(path.toString())
          .containsExactly(new LabelledText("a", "neg"), new LabelledText("b", "pos"));
      assertThat(values(sets.test().orElseThrow())).containsExactly(new LabelledText("c", "neg"));
      assertThat(sets.dev()).isEmpty();
    }
  }

  @Test
  void aFolderOfTablesHasItsPartsByName() {
    write(folder, "set/train.csv", "text,label\na,x\n");
    write(folder, "set/valid.csv", "text,label\nb,x\n");
    write(folder, "set/test.csv.gz", TestFiles.gzip("text,label\nc,x\n".getBytes(UTF_8)));
    GivenSets<LabelledText> sets =
        catalog.classification(DataRequest.of(folder.resolve("set").toString()));
    assertThat(values(sets.train())).containsExactly(new LabelledText("a", "x"));
    assertThat(values(sets.dev().orElseThrow())).containsExactly(new LabelledText("b", "x"));
    assertThat(values(sets.test().orElseThrow())).containsExactly(new LabelledText("c", "x"));
  }

  @Test
  void givenDevelopmentAndTestFilesAreUsed() {
    Path train = write(folder, "a.csv", "text,label\na,x\n");
    Path dev = write(folder, "b.jsonl", "{\"text\":\"b\",\"label\":\"x\"}");
    Path test = write(folder, "c.tsv", "text\tlabel\nc\tx\n");
    GivenSets<LabelledText> sets =
        catalog.classification(
            new DataRequest(train.toString(), Optional.of(dev), Optional.of(test), Map.of()));
    assertThat(sets.name()).isEqualTo("a");
    assertThat(values(sets.dev().orElseThrow())).containsExactly(new LabelledText("b", "x"));
    assertThat(values(sets.test().orElseThrow())).containsExactly(new LabelledText("c", "x"));
  }

  @Test
  void parallelTextIsTwoFilesOrOneTable() {
    Path source = write(folder, "s.en", "a\n\nb\n");
    write(folder, "t.de", "A\n\nB");
    List<ParallelText> pairs =
        List.of(new ParallelText("a", "A"), new ParallelText("", ""), new ParallelText("b", "B"));
    assertThat(values(parallel(source, Map.of("target", "t.de")))).isEqualTo(pairs);
    Path table = write(folder, "p.tsv", "a \"q\tA\tby x\nb\tB\tby y\n");
    assertThat(values(parallel(table, Map.of())))
        .containsExactly(new ParallelText("a \"q", "A"), new ParallelText("b", "B"));
  }

  @Test
  void aFirstRowThatNamesTheColumnsOfPairsIsNoPair() {
    List<ParallelText> two = List.of(new ParallelText("a", "A"), new ParallelText("b", "B"));
    for (String names : List.of("source\ttarget", "pt\ten", "de\ten", " pt \ten\r")) {
      Path table = write(folder, "p.tsv", "\uFEFF" + names + "\na\tA\nb\tB\n");
      assertThat(values(pairs(table, Map.of()))).as(names).isEqualTo(two);
      assertThat(values(pairs(table, Map.of("header", "no")))).as(names).hasSize(3);
    }
    Path far = write(folder, "far.tsv", "id\tsource\ttarget\n1\ta\tA\n2\tb\tB\n");
    assertThat(values(pairs(far, Map.of("source-column", "2", "target-column", "3"))))
        .isEqualTo(two);
    for (String pair : List.of("pt\tpt", "source\tsource", "Source\ttarget", "pt\tit", "no\ten")) {
      Path table = write(folder, "q.tsv", pair + "\na\tA\n");
      assertThat(values(pairs(table, Map.of()))).as(pair).hasSize(2);
    }
    Path empty = write(folder, "empty.tsv", "");
    assertThatThrownBy(() -> values(pairs(empty, Map.of())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("empty.tsv: expected a file with something in it");
  }

  @Test
  void aFirstRowThatNamesSourceAndTargetSaysWhereTheyStand() {
    Path reversed = write(folder, "r.tsv", "target\tsource\nA\ta\n");
    ParallelText pair = new ParallelText("a", "A");
    assertThat(values(pairs(reversed, Map.of()))).containsExactly(pair);
    Map<String, String> numbers = Map.of("source-column", "1", "target-column", "2");
    assertThat(values(pairs(reversed, numbers))).containsExactly(new ParallelText("A", "a"));
    Path farther = write(folder, "f.tsv", "id\tsource\ttarget\n7\ta\tA\n");
    assertThat(values(pairs(farther, Map.of()))).containsExactly(pair);
    Path twice = write(folder, "t.tsv", "source\ttarget\tsource\na\tA\tb\n");
    assertThatThrownBy(() -> values(pairs(twice, Map.of())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("one column \"source\" only");
  }

  @Test
  void aFirstRowOfPairsIsReadAsTheOthersAre() {
    String table = "\n\n\"source\"\t\"target\"\n\"a\nb\"\tA\n";
    ParallelText pair = new ParallelText("a\nb", "A");
    assertThat(values(pairs(write(folder, "q.tsv", table), Map.of("quote", "\""))))
        .containsExactly(pair);
    String plain = table.replace("\"", "").replace("a\nb", "ab");
    for (String end : List.of("\n", "\r\n", "\r")) {
      assertThat(values(pairs(write(folder, "p.tsv", plain.replace("\n", end)), Map.of())))
          .containsExactly(new ParallelText("ab", "A"));
    }
  }

  @Test
  void taggedSentencesComeFromConllAndConllU() {
    Path conll = write(folder, "a.conll", "O X O\ncaso Y B-A\n\n\nfim Z O");
    assertThat(read(tagged(conll, Map.of())))
        .containsExactly(
            located(conll, 1, List.of("O", "caso"), List.of("O", "B-A")),
            located(conll, 5, List.of("fim"), List.of("O")));
    assertThat(values(tagged(conll, Map.of("tag-column", "2"))).get(0).tags())
        .containsExactly("X", "Y");
    String rest = "\t_\t_\t_\t_\t_\t_\n";
    Path universal =
        write(
            folder,
            "b.conllu",
            "# text = do mar\n1-2\tdo\t_\t_"
                + rest
                + "1\tde\tde\tADP"
                + rest
                + "2\to\to\tDET"
                + rest
                + "2.1\tx\tx\tX"
                + rest
                + "3\tmar azul\tmar\tNOUN"
                + rest);
    assertThat(read(tagged(universal, Map.of())))
        .containsExactly(
            located(universal, 2, List.of("de", "o", "mar azul"), List.of("ADP", "DET", "NOUN")));
  }

  @Test
  void onlyLineFeedsEndLines() {
    Path file = write(folder, "a.txt", "a\u0085b\u2028c\rd\r\n\nlast");
    Corpus<String> lines = catalog.lines(DataRequest.of(file.toString())).train();
    assertThat(values(lines)).containsExactly("a\u0085b\u2028c\rd", "", "last");
  }

  @Test
  void aLineOfFiveMillionCharactersIsRead() {
    String huge = "á".repeat(5_000_000);
    Path csv = write(folder, "r.csv", "text,label\n" + huge + ",x\n");
    assertThat(values(train(csv, Map.of())).get(0).text()).isEqualTo(huge);
    Path json = write(folder, "r.jsonl", "{\"text\":\"" + huge + "\",\"label\":\"x\"}");
    assertThat(values(train(json, Map.of())).get(0).text()).isEqualTo(huge);
    Path text = write(folder, "r.txt", huge);
    assertThat(values(catalog.lines(DataRequest.of(text.toString())).train()))
        .containsExactly(huge);
  }

  @Test
  void theFingerprintFollowsTheBytesAndTheSelectionButNotThePlace() {
    Path file = write(folder, "r.csv", CSV);
    Path copy = write(folder, "copy/r.csv", CSV);
    Path other = write(folder, "s.csv", CSV + " ");
    assertThat(train(file, Map.of()).fingerprint()).isEqualTo(train(copy, Map.of()).fingerprint());
    assertThat(train(file, Map.of()).fingerprint())
        .isNotEqualTo(train(other, Map.of()).fingerprint())
        .isNotEqualTo(train(file, Map.of("text", "label")).fingerprint());
    write(folder, "set/a/1", "x");
    write(folder, "set/b/1", "x");
    Corpus<LabelledText> set = train(folder.resolve("set"), Map.of());
    String before = set.fingerprint().sha256();
    assertThat(set.fingerprint().sha256()).isEqualTo(before);
    write(folder, "set/b/1", "y");
    assertThat(set.fingerprint().sha256()).isNotEqualTo(before);
  }

  private Corpus<LabelledText> train(Path path, Map<String, String> reading) {
    return catalog.classification(request(path, reading)).train();
  }

  private Corpus<ParallelText> parallel(Path path, Map<String, String> reading) {
    return catalog.parallel(request(path, reading)).train();
  }

  /** By the catalogue that knows languages. */
  private static Corpus<ParallelText> pairs(Path path, Map<String, String> reading) {
    return Catalog.standard().parallel(request(path, reading)).train();
  }

  private Corpus<TaggedSentence> tagged(Path path, Map<String, String> reading) {
    return catalog.tagged(request(path, reading)).train();
  }

  private static DataRequest request(Path path, Map<String, String> reading) {
    return new DataRequest(path.toString(), Optional.empty(), Optional.empty(), reading);
  }

  private static Located<TaggedSentence> located(
      Path file, long line, List<String> tokens, List<String> tags) {
    return new Located<>(new TaggedSentence(tokens, tags), new Place(file.toString(), line));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
