package io.palavra.pipeline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.corpus.SentimentTrees;
import io.palavra.pipeline.corpus.TaggedSentence;
import io.palavra.pipeline.file.TextFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The counts are those that the papers and the README of each set state. */
class RealDataTest {
  private static Catalog catalog;

  @BeforeAll
  static void find() {
    String folder = System.getenv("PALAVRA_DATASETS");
    assumeTrue(folder != null && !folder.isBlank(), "PALAVRA_DATASETS names no folder");
    Path path = Path.of(folder);
    catalog = Catalog.in(new DataFolders(List.of(path), Optional.empty(), Optional.of(path)));
  }

  @ParameterizedTest
  @CsvSource({
    "sst2, 77201, 872, 1821",
    "sst2-sentences, 6920, 872, 1821",
    "sst5, 8544, 1101, 2210",
    "trec, 5452, , 500",
    "trec-fine, 5452, , 500",
    "imdb, 25000, , 25000",
    "b2w-polarity, 47445, , 1500",
    "b2w-rating, 39445, , 2500",
    "b2w-recommend, 70974, , 1000",
    "repro, 6060, , 1516",
    "mr, 10662, , ",
    "dna-promoters, 106, , "
  })
  void classificationSetsHaveTheirPublishedCounts(
      String name, int train, Integer dev, Integer test) {
    GivenSets<LabelledText> sets = catalog.classification(DataRequest.of(name));
    assertThat(count(sets.train())).isEqualTo(train);
    assertThat(sets.dev().map(this::count)).isEqualTo(Optional.ofNullable(dev));
    assertThat(sets.test().map(this::count)).isEqualTo(Optional.ofNullable(test));
  }

  @ParameterizedTest
  @CsvSource({
    "multi30k-en-de, 29000, 1014, 1000",
    "multi30k-en-de-tokenised, 29000, 1014, 1000",
    "tatoeba-en-pt, 14796, , ",
    "tatoeba-pt-en, 14796, , ",
    "flores-pt-en, 0, , 1012",
    "tico19-pt-en, 0, , 2100",
    "ntrex-pt-en, 0, , 1997"
  })
  void translationSetsHaveTheirPublishedCounts(String name, int train, Integer dev, Integer test) {
    var sets = catalog.parallel(DataRequest.of(name));
    assertThat(count(sets.train())).isEqualTo(train);
    assertThat(sets.dev().map(this::count)).isEqualTo(Optional.ofNullable(dev));
    assertThat(sets.test().map(this::count)).isEqualTo(Optional.ofNullable(test));
  }

  @ParameterizedTest
  @CsvSource({
    "lener-br, 7827, 1176, 1389, 229277, 41166, 47630",
    "ud-pt-bosque, 7018, 1172, 1167, 171776, 28447, 27604"
  })
  void taggingSetsHaveTheirPublishedCounts(
      String name, int train, int dev, int test, int trainWords, int devWords, int testWords) {
    GivenSets<TaggedSentence> sets = catalog.tagged(DataRequest.of(name));
    assertThat(count(sets.train())).isEqualTo(train);
    assertThat(count(sets.dev().orElseThrow())).isEqualTo(dev);
    assertThat(count(sets.test().orElseThrow())).isEqualTo(test);
    assertThat(words(sets.train())).isEqualTo(trainWords);
    assertThat(words(sets.dev().orElseThrow())).isEqualTo(devWords);
    assertThat(words(sets.test().orElseThrow())).isEqualTo(testWords);
  }

  @ParameterizedTest
  @CsvSource({"tinyshakespeare, 40000", "warpeace, 62015"})
  void plainTextsHaveTheirLines(String name, int lines) {
    assertThat(count(catalog.lines(DataRequest.of(name)).train())).isEqualTo(lines);
  }

  @Test
  void theWorksOfMachadoHaveTheirWords() {
    long words = 0;
    Set<String> files = new TreeSet<>();
    try (RecordStream<String> lines = catalog.lines(DataRequest.of("machado")).train().open()) {
      while (lines.hasNext()) {
        Located<String> line = lines.next();
        files.add(line.place().source());
        words += line.value().isBlank() ? 0 : line.value().strip().split("\\s+").length;
      }
    }
    assertThat(files).hasSize(246);
    assertThat(words).isBetween(2_500_000L, 2_600_000L);
  }

  @Test
  void nottinghamHasItsTunes() {
    int tunes = 0;
    try (RecordStream<String> lines = catalog.lines(DataRequest.of("nottingham")).train().open()) {
      while (lines.hasNext()) {
        tunes += lines.next().value().startsWith("X:") ? 1 : 0;
      }
    }
    assertThat(tunes).isEqualTo(1034);
  }

  @Test
  void classesHaveTheirPublishedCounts() {
    assertThat(labels(catalog.classification(DataRequest.of("trec")).train()))
        .isEqualTo(
            Map.of("ABBR", 86, "DESC", 1162, "ENTY", 1250, "HUM", 1223, "LOC", 835, "NUM", 896));
    assertThat(labels(catalog.classification(DataRequest.of("repro")).train()))
        .isEqualTo(Map.of("1", 3301, "-1", 2759));
    assertThat(labels(catalog.classification(DataRequest.of("mr")).train()))
        .isEqualTo(Map.of("neg", 5331, "pos", 5331));
    assertThat(labels(catalog.classification(DataRequest.of("b2w-polarity")).train()))
        .isEqualTo(Map.of("0", 15815, "1", 15815, "2", 15815));
  }

  @Test
  void theRootsOfTheTreesAreTheSentencesOfTheSentenceFiles() {
    Set<LabelledText> phrases = new HashSet<>();
    each(catalog.classification(DataRequest.of("sst2")).train(), r -> phrases.add(r.value()));
    int[] found = {0};
    each(
        catalog.classification(DataRequest.of("sst2-sentences")).train(),
        sentence -> found[0] += phrases.contains(sentence.value()) ? 1 : 0);
    assertThat(found[0]).isEqualTo(6920);
  }

  /** Before lower-casing 77,616 phrases with their class are distinct, after it 77,201. */
  @Test
  void theTrainingTreesHaveTheirNodes() {
    TextFile trees =
        TextFile.utf8(catalog.folder("sst2").resolve("trainDevTestTrees_PTB.zip"))
            .member("trees/train.txt");
    SentimentTrees.Nodes all = SentimentTrees.Nodes.PHRASES;
    SentimentTrees.Nodes roots = SentimentTrees.Nodes.ROOTS;
    assertThat(count(new SentimentTrees("", trees, all, SentimentTrees.Classes.FIVE)))
        .isEqualTo(318_582);
    assertThat(count(new SentimentTrees("", trees, all, SentimentTrees.Classes.TWO)))
        .isEqualTo(98_794);
    assertThat(count(new SentimentTrees("", trees, roots, SentimentTrees.Classes.FIVE)))
        .isEqualTo(8544);
    assertThat(count(new SentimentTrees("", trees, roots, SentimentTrees.Classes.TWO)))
        .isEqualTo(6920);
  }

  @Test
  void everyFileIsTheOneThatTheCatalogueNames() {
    for (CatalogEntry entry : catalog.entries()) {
      if (!entry.own()) {
        Path folder = catalog.folder(entry.name());
        for (CatalogEntry.DataFile file : entry.files()) {
          assertThat(Fingerprint.of(folder.resolve(file.path())).sha256())
              .as(entry.name() + " " + file.path())
              .isEqualTo(file.sha256());
        }
      }
    }
  }

  @Test
  void aRecordOfAnArchiveNamesItsMember() {
    try (RecordStream<LabelledText> records =
        catalog.classification(DataRequest.of("b2w-polarity")).test().orElseThrow().open()) {
      Located<LabelledText> first = records.next();
      assertThat(first.place().source())
          .endsWith("B2W-Polarity-Balanced.tar.gz!B2W-Polarity-Balanced/Test/0_10021.txt");
      assertThat(first.value().label()).isEqualTo("0");
    }
  }

  private int words(Corpus<TaggedSentence> corpus) {
    int[] words = {0};
    each(corpus, sentence -> words[0] += sentence.value().tokens().size());
    return words[0];
  }

  private Map<String, Integer> labels(Corpus<LabelledText> corpus) {
    Map<String, Integer> counts = new TreeMap<>();
    each(corpus, record -> counts.merge(record.value().label(), 1, Integer::sum));
    return counts;
  }

  private int count(Corpus<?> corpus) {
    int[] count = {0};
    each(corpus, record -> count[0]++);
    return count[0];
  }

  private <T> void each(
      Corpus<T> corpus, java.util.function.Consumer<Located<? extends T>> consumer) {
    try (RecordStream<T> records = corpus.open()) {
      records.forEachRemaining(consumer);
    }
  }
}
