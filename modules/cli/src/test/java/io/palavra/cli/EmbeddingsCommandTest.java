package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsCommandTest {
  @TempDir private Path folder;
  private String vectors;

  @BeforeEach
  void writeVectors() throws IOException {
    vectors =
        Files.writeString(
                folder.resolve("v.vec"),
                "6 3\nhomem 1 0 0\nmulher 0 1 0\nrei 1 0 1\nrainha 0 1 1\ncasa -1 -1 0.1\n"
                    + "lar -1 -0.9 0\n")
            .toString();
  }

  @Test
  void neighboursArePrintedNearestFirst() {
    Run run = Run.of("embeddings", "similar", vectors, "casa", "--count", "2");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines()).hasSize(2);
    assertThat(run.lines().get(0)).endsWith("lar");
    assertThat(run.err()).contains("6 vectors of 3 numbers");
    assertThat(Run.of("embeddings", "similar", vectors, "--text", "minha casa").out())
        .contains("lar");
  }

  /** homem is (1, 0, 0), rei (1, 0, 1): their unit vectors' mean is (1 + r, 0, r) / 2. */
  @Test
  void textsAreTheMeansOfTheirWordsUnitVectorsOneLineEach() throws IOException {
    String texts =
        Files.writeString(folder.resolve("texts.txt"), "homem, Rei!\nnada\n\nmulher\n").toString();
    Run run = Run.of("embeddings", "vectors", vectors, "--file", texts);
    assertThat(run.code()).as(run.err()).isZero();
    double[][] rows =
        run.lines().stream()
            .map(line -> Stream.of(line.split(" ")).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    double r = Math.sqrt(0.5);
    assertThat(rows[0]).containsExactly(new double[] {(1 + r) / 2, 0, r / 2}, within(1e-6));
    assertThat(rows[1]).containsExactly(0, 0, 0);
    assertThat(rows[2]).containsExactly(0, 0, 0);
    assertThat(rows[3]).containsExactly(0, 1, 0);
    assertThat(run.err()).contains("2 of 4 lines");
    assertThat(Run.of("embeddings", "vectors", vectors, "--words", "Rei", "casa").lines())
        .containsExactly("Rei 1.0 0.0 1.0", "casa -1.0 -1.0 0.1");
    String grams = folder.resolve("grams").toString();
    Files.writeString(folder.resolve("t.txt"), "capitu olha\n".repeat(5));
    String[] train =
        ("train embeddings --quiet --seed 1 --data T --out O --set minCount=1 --set dimensions=4"
                + " --set subwords=true --set buckets=1000 --set epochs=1 --set threads=1")
            .replace("T", folder.resolve("t.txt").toString())
            .replace("O", grams)
            .split(" ");
    assertThat(Run.of(train).code()).isZero();
    List<String> cases =
        Run.of("embeddings", "vectors", grams, "--words", "capitu", "Capitu").lines();
    assertThat(cases.get(0).toLowerCase(Locale.ROOT))
        .as("an unseen word has the mean of its own n-grams")
        .isNotEqualTo(cases.get(1).toLowerCase(Locale.ROOT));
  }

  @Test
  void wordsThatWereForgottenAreTold() throws IOException {
    String text = "um dois três quatro cinco seis sete oito\n".repeat(9) + "um dois\n".repeat(9);
    Path file = Files.writeString(folder.resolve("many.txt"), text);
    String train =
        "train embeddings --seed 1 --data %s --out %s --set minCount=1 --set dimensions=4"
            + " --set epochs=1 --set threads=1 --set maxWords=%d";
    String whole = train.formatted(file, folder.resolve("whole"), 8);
    assertThat(Run.of(whole.split(" ")).err()).contains("8 distinct").doesNotContain("forgotten");
    Run few = Run.of(train.formatted(file, folder.resolve("few"), 4).split(" "));
    assertThat(few.err())
        .contains("More than maxWords=4 distinct words: the rare were forgotten on the way");
    Run one = Run.of(train.formatted(file, folder.resolve("one"), 1).split(" "));
    assertThat(one.code()).isEqualTo(2);
    assertThat(one.err()).contains("distinct ones the rare were forgotten");
  }

  @Test
  void anIndexGivesTheSameNeighboursAndServesNoOtherVectors() throws IOException {
    String index = folder.resolve("index").toString();
    Run made = Run.of("embeddings", "index", vectors, "--out", index);
    assertThat(made.code()).as(made.err()).isZero();
    Run run = Run.of("embeddings", "similar", vectors, "casa", "--count", "2", "--index", index);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(Run.of("embeddings", "similar", vectors, "casa", "--count", "2").out());
    String other = Files.writeString(folder.resolve("o.vec"), "casa 1 2\nlar 2 1\n").toString();
    Run strange = Run.of("embeddings", "similar", other, "casa", "--index", index);
    assertThat(strange.code()).isEqualTo(2);
    assertThat(strange.err()).contains("an index of these vectors, not of others");
    Run again = Run.of("embeddings", "index", vectors, "--out", index);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("a new folder");
    Run.assertRefused(
        Run.of("embeddings", "index", vectors, "--out", index + "2", "--links", "0"), "links");
  }

  @Test
  void trainingHasTwoNamesAndOneMeaning() {
    assertThat(Run.of("embeddings", "train", "--options").out())
        .isEqualTo(Run.of("train", "embeddings", "--options").out())
        .contains("skip-gram");
    Run.assertRefused(
        Run.of("embeddings", "train", "--data", "nosuch", "--set", "epochs=0"), "epochs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "mul"})
  void theAnalogyIsFound(String method) {
    Run run =
        Run.of("embeddings", "analogy", vectors, "homem", "rei", "Mulher", "--method", method);
    assertThat(run.lines().get(0)).endsWith("rainha");
  }

  @Test
  void theOddOneComesFirstAndCosinesArePrinted() {
    assertThat(Run.of("embeddings", "odd-one-out", vectors, "rei", "rainha", "lar").lines().get(0))
        .endsWith("lar");
    assertThat(Run.of("embeddings", "cosine", vectors, "homem", "rei").out().strip())
        .isEqualTo("0.7071");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "word2vec-text",
        "word2vec-binary",
        "fasttext-vec",
        "fasttext-bin",
        "glove-text",
        "mapped"
      })
  void whatIsConvertedAndConvertedBackIsTheSame(String format) throws IOException {
    String there = folder.resolve("there").toString();
    Path back = folder.resolve("back.vec");
    assertThat(Run.of("embeddings", "convert", vectors, there, "--format", format).code()).isZero();
    assertThat(Run.of("embeddings", "convert", "--help").out()).contains(format);
    assertThat(
            Run.of("embeddings", "convert", there, back.toString(), "--format", "word2vec-text")
                .code())
        .isZero();
    Path straight = folder.resolve("straight.vec");
    Run.of("embeddings", "convert", vectors, straight.toString(), "--format", "word2vec-text");
    assertThat(Files.readAllLines(back)).isEqualTo(Files.readAllLines(straight));
  }

  @Test
  void aNameThatEndsInGzGivesAPackedFileOfTheSameVectors() throws IOException {
    Path plain = folder.resolve("plain.vec");
    Path packed = folder.resolve("packed.vec.gz");
    for (Path out : List.of(plain, packed)) {
      Run run =
          Run.of("embeddings", "convert", vectors, out.toString(), "--format", "fasttext-vec");
      assertThat(run.code()).as(run.err()).isZero();
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(plain));
    }
  }

  @Test
  void theFileThatIsReadIsNotWrittenOverThroughALinkEither() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.vec"), Path.of(vectors));
    String before = Files.readString(link);
    Run.assertRefused(
        Run.of("embeddings", "convert", vectors, link.toString(), "--format", "mapped"),
        "link.vec");
    assertThat(link).hasContent(before);
  }

  @Test
  void theKnownOnesOfSeveralWordsAreAnsweredBeforeTheOthersAreNamed() {
    Run run = Run.of("embeddings", "similar", vectors, "xyz", "casa", "--count", "1");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.lines()).hasSize(2);
    assertThat(run.lines().get(1)).endsWith("lar");
    assertThat(run.err()).contains("xyz");
    Run none = Run.of("embeddings", "similar", vectors, "xyz", "uvw");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err().lines().filter(line -> line.contains("palavra:")))
        .singleElement()
        .asString()
        .contains("xyz uvw");
  }

  @Test
  void aWordIsFoundInTheCaseThatTheVectorsHave() throws IOException {
    String cased =
        Files.writeString(folder.resolve("c.vec"), "3 2\nParis 1 0\nLondon 1 0.1\nUSP 0 1\n")
            .toString();
    Run run = Run.of("embeddings", "similar", cased, "paris", "--count", "1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("London");
    assertThat(run.err()).contains("Paris answers for paris");
    assertThat(Run.of("embeddings", "cosine", cased, "paris", "usp").out().strip())
        .isEqualTo("0.0000");
    Path pairs = folder.resolve("pairs.tsv");
    Files.writeString(pairs, "paris\tlondon\t9\nparis\tusp\t1\n");
    assertThat(Run.of("embeddings", "evaluate", cased, pairs.toString()).out())
        .contains("2 of 2 pairs");
    Files.writeString(pairs, "roma\tlondon\t9\nparis\tpraga\t1\n");
    Run nothing = Run.of("embeddings", "evaluate", cased, pairs.toString());
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).contains("there is none");
  }

  @Test
  void aWordAloneHasNoNeighbourAndIsSaidToHaveNone() throws IOException {
    Path alone = Files.writeString(folder.resolve("one.vec"), "1 2\ncasa 1 2\n");
    Run run = Run.of("embeddings", "similar", alone.toString(), "casa");
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("casa has no neighbours");
  }

  @Test
  void standardInputIsNamedByTheOptionToo() {
    Run run = Run.withInput("rei\n", "embeddings", "vectors", vectors, "--words", "--file", "-");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines()).containsExactly("rei 1.0 0.0 1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|a list of tests",
        "null|a list of tests",
        "[null]|test 1: found \"null\"",
        "[{'name':'x'}]|test 1, first: expected an object",
        "[{'name':'x','first':{'name':'a','words':null}}]|first, words: found \"null\"",
        "[{'name':'x','first':{'name':'a','words':['w',null]}}]|words, place 2: found \"null\"",
        "[{'name':'x','frist':{}}]|frist"
      })
  void aListOfTestsThatIsIncompleteIsRefusedByTheNameOfTheField(String json, String named)
      throws IOException {
    Path lists = folder.resolve("lists.json");
    Files.writeString(lists, json.replace('\'', '"'));
    Run run = Run.of("embeddings", "bias", vectors, "--lists", lists.toString());
    Run.assertRefused(run, named);
    assertThat(run.err()).contains("lists.json");
  }

  @Test
  void aTestWithoutEnoughWordsIsNamedAmongOthersThatRun() throws IOException {
    String some = "{'name':'g','words':['rei','rainha','homem','mulher']}";
    String few = "{'name':'poucas','words':['rei','x','y']}";
    String test = "{'name':'%s','first':%s,'second':%s,'one':%s,'other':%s}";
    Path lists = folder.resolve("lists.json");
    Files.writeString(
        lists,
        ("["
                + test.formatted("runs", some, some, some, some)
                + ","
                + test.formatted("short", few, some, some, some)
                + "]")
            .replace('\'', '"'));
    Run run = Run.of("embeddings", "bias", vectors, "--lists", lists.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines()).hasSize(2);
    assertThat(run.lines().get(1)).startsWith("not tested: short: ").contains("poucas");
  }

  @Test
  void spacesAreComparedAlignedAndDrawn() throws IOException {
    Path pairs = Files.writeString(folder.resolve("pairs"), "homem homem\nrei rei\ncasa casa\n");
    assertThat(Run.of("embeddings", "compare", vectors, vectors, "--neighbours", "2").out())
        .contains("100.0 % are the same");
    assertThat(Run.of("embeddings", "align", vectors, vectors, "--pairs", pairs.toString()).out())
        .contains("turned by 3", "no word held back")
        .doesNotContain("found first");
    Files.writeString(pairs, "homem homem\nrei rei\ncasa casa\nlar lar\nrainha rainha\n");
    assertThat(Run.of("embeddings", "align", vectors, vectors, "--pairs", pairs.toString()).out())
        .contains("turned by 4", "1 word held back: 100.0 % found first");
    Run unknown =
        Run.of(
            "embeddings", "align", vectors, vectors, "--pairs", pairs.toString(), "--word", "cas");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean casa?");
    assertThat(unknown.out()).isEmpty();
    Path page = folder.resolve("p.html");
    Run drawn =
        Run.of("embeddings", "project", vectors, "--html", page.toString(), "--method", "pca");
    assertThat(drawn.code()).as(drawn.err()).isZero();
    assertThat(page).content().contains("rainha");
  }

  @Test
  void similaritiesAreScoredBothWays() throws IOException {
    Path pairs =
        Files.writeString(folder.resolve("s.txt"), "casa\tlar\t9\nrei\tcasa\t1\nx\ty\t5\n");
    Path json = folder.resolve("s.json");
    Run run =
        Run.of("embeddings", "evaluate", vectors, pairs.toString(), "--json", json.toString());
    assertThat(run.out()).contains("2 of 3 pairs");
    assertThat(json).content().contains("s.spearmanOfAll");
  }

  @Test
  void aCommandWithoutACharsetDoesNotAdviseOne() throws IOException {
    Path pairs = folder.resolve("s.txt");
    Files.writeString(pairs, "coração\tlar\t9\n", StandardCharsets.ISO_8859_1);
    Run run = Run.of("embeddings", "evaluate", vectors, pairs.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("this looks like ISO-8859-1: save it as UTF-8");
    Run phrases = Run.of("embeddings", "phrases", "--data", pairs.toString());
    Run.assertRefused(phrases, ": say --charset ISO-8859-1 or save it as UTF-8");
  }

  @Test
  void vectorsAreComparedOnWhatBothKnow() throws IOException {
    Path pairs =
        Files.writeString(folder.resolve("s.txt"), "casa\tlar\t9\nrei\tcasa\t1\nx\ty\t5\n");
    Path json = folder.resolve("s.json");
    Run run =
        Run.of(
            "embeddings",
            "evaluate",
            vectors,
            pairs.toString(),
            "--against",
            vectors,
            "--json",
            json.toString());
    assertThat(run.out()).contains("over 2 of 3 pairs; too few to tell them apart");
    assertThat(json).content().contains("\"against\"").contains("s.difference");
    Run missing =
        Run.of("embeddings", "evaluate", vectors, pairs.toString(), "--against", "nowhere.vec");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("nowhere.vec");
    Run same =
        Run.of(
            "embeddings",
            "evaluate",
            vectors,
            pairs.toString(),
            "--against",
            vectors,
            "--json",
            vectors);
    assertThat(same.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "similar|V casas|casa?",
        "similar|V|words",
        "similar|V casa --count 0|--count",
        "similar|V casa --effort 7|--index with it",
        "similar|V casa --index nowhere --effort 0|--effort",
        "analogy|V casa lar|three",
        "odd-one-out|V casa lar|three",
        "convert|V out --format text|fasttext-bin",
        "project|V|--png",
        "project|V --skip 0 --method pca --png same --html same|a file of its own",
        "bias|V --lang fr|pt or en",
        "bias|V --lang pt|vectors for at least 3",
        "phrases|--data V --min-count 0|--min-count",
        "phrases|--data V --score npmi --threshold 2|threshold",
        "phrases|--data V --out V|which is read",
        "phrases|--data V --out nowhere/p.txt|nowhere",
        "convert|V V --format glove-text|which is read",
        "convert|V - --format glove-text|standard output",
        "convert|V there.map.gz --format mapped|not packed",
        "evaluate|V words.txt --json nowhere/s.json|nowhere",
        "evaluate|V nowhere.txt|nowhere.txt",
        "align|V V --pairs nowhere.txt|nowhere.txt",
        "similar|nowhere.vec casa|nowhere.vec",
        "compare|V nowhere.vec|nowhere.vec"
      })
  void aWrongRequestIsOneLineAndExitCodeTwo(String verb, String rest, String named) {
    String[] words = ("embeddings " + verb + " " + rest.replace("V", vectors)).split(" ");
    Run run = Run.of(words);
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines().filter(line -> line.contains("palavra:")))
        .as(run.err())
        .singleElement()
        .asString()
        .contains(named);
  }

  @Test
  void phrasesAreFoundInStandardInputAsInAFile() throws IOException {
    String text = "eu li dom casmurro\nquem leu dom casmurro\n".repeat(20);
    String file = Files.writeString(folder.resolve("text.txt"), text).toString();
    String[] args = "embeddings phrases --threshold 0.1 --passes 2 --data".split(" ");
    String[] ofFile = Arrays.copyOf(args, args.length + 1);
    ofFile[args.length] = file;
    String[] ofInput = Arrays.copyOf(args, args.length + 1);
    ofInput[args.length] = "-";
    Run expected = Run.of(ofFile);
    assertThat(expected.out()).as(expected.err()).contains("dom_casmurro");
    Run run = Run.withInput(text, ofInput);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(expected.out());
    Run.assertRefused(Run.withInput("", ofInput), "standard input: expected a text");
    Run.assertRefused(Run.withInput("a\0b\n", ofInput), "palavra: standard input:1: found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2000000000 300;a 1 2 3;|2000000000",
        "2 3;a 1 2 3;|is the file cut?",
        "2000000000 2000000000;a \u0001|dimensions",
        "a 1 2;b 1;|the file ends here",
        "-1 3;a 1 2 3;|a word and 1 number as",
        "1 3;a 1 2 3;b 1 2 3;|1 word\"",
        "2 3;a 1 2 3;b 1 2;|:3",
        "1 3;a 1 NaN 3;|finite",
        "1 3;a 1 inf 3;|finite",
        "1 0;a;|dimensions",
        "2 3;|alone"
      })
  void aBrokenFileIsRefusedInOneLineByItsName(String lines, String named) throws IOException {
    Path file = folder.resolve("broken.vec");
    Files.writeString(file, lines.replace(';', '\n'), StandardCharsets.UTF_8);
    Run run = Run.of("embeddings", "similar", file.toString(), "a");
    Run.assertRefused(run, "broken.vec");
    assertThat(run.err()).contains(named);
  }

  @Test
  void aFastTextModelOfAnotherVersionIsRefusedInOneLineByItsName() throws IOException {
    Path file = folder.resolve("other.bin");
    Run.of("embeddings", "convert", vectors, file.toString(), "--format", "fasttext-bin");
    byte[] model = Files.readAllBytes(file);
    model[4]++;
    Files.write(file, model);
    Run run = Run.of("embeddings", "similar", file.toString(), "casa");
    Run.assertRefused(run, "other.bin");
    assertThat(run.err()).contains("version " + model[4]);
  }

  @Test
  void wordsThatComeTwiceOrAreNoUnicodeAreForgivenAndTold() throws IOException {
    Path file = folder.resolve("odd.vec");
    byte[] bytes = "a 1 2\na 3 4\nX 1 1\n".getBytes(StandardCharsets.ISO_8859_1);
    bytes[12] = (byte) 0xFF;
    Files.write(file, bytes);
    Run run = Run.of("embeddings", "similar", file.toString(), "a");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("1 word came twice", "1 word was no UTF-8");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 20, 40})
  void aModelThatWasCutOrAlteredIsRefused(int at) throws IOException {
    Path bin = folder.resolve("v.bin");
    Run.of("embeddings", "convert", vectors, bin.toString(), "--format", "fasttext-bin");
    byte[] bytes = Files.readAllBytes(bin);
    Files.write(bin, java.util.Arrays.copyOf(bytes, at == 0 ? 0 : bytes.length - at));
    Run.assertRefused(Run.of("embeddings", "similar", bin.toString(), "casa"), "v.bin");
  }
}
