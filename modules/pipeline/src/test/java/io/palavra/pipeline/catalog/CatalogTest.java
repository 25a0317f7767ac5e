package io.palavra.pipeline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.ParallelText;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final Set<String> TASKS =
      Set.of("classification", "translation", "tagging", "language-model", "embedding-evaluation");

  private final Catalog catalog = Catalog.standard();

  @Test
  void everySetSaysWhatItIsAndUnderWhichTerms() {
    assertThat(catalog.entries()).hasSizeGreaterThan(25);
    for (CatalogEntry entry : catalog.entries()) {
      assertThat(entry.name()).matches("[a-z0-9-]+");
      assertThat(entry.title()).as(entry.name()).isNotBlank();
      assertThat(entry.origin()).as(entry.name()).isNotBlank();
      assertThat(entry.licence()).as(entry.name()).isNotBlank();
      assertThat(TASKS).as(entry.name()).contains(entry.task());
      assertThat(entry.files()).as(entry.name()).isNotEmpty();
      assertThat(entry.bytes()).as(entry.name()).isPositive();
      for (CatalogEntry.DataFile file : entry.files()) {
        assertThat(file.sha256()).matches("[0-9a-f]{64}");
        assertThat(file.url()).matches("|https://\\S+");
        assertThat(entry.own() || !file.url().isEmpty() || !entry.getting().isEmpty())
            .as("a way to get " + entry.name())
            .isTrue();
      }
      assertThat(Set.of("train", "dev", "test")).containsAll(entry.parts().keySet());
      assertThat(entry.parts().isEmpty())
          .as(entry.name())
          .isEqualTo(entry.task().equals("embedding-evaluation"));
    }
  }

  @Test
  void theProjectsOwnSetsAreReadByName() {
    for (String name : List.of("reviews-pt", "reviews-en")) {
      CatalogEntry entry = catalog.entry(name).orElseThrow();
      assertThat(entry.own()).isTrue();
      var sets = catalog.classification(DataRequest.of(name));
      assertThat(TestFiles.values(sets.train())).hasSizeGreaterThanOrEqualTo(4000);
    }
  }

  @Test
  void theProjectsOwnPairsAreReadInBothDirections() {
    List<ParallelText> there =
        TestFiles.values(catalog.parallel(DataRequest.of("pairs-pt-en")).train());
    List<ParallelText> back =
        TestFiles.values(catalog.parallel(DataRequest.of("pairs-en-pt")).train());
    assertThat(there).hasSize(6000).doesNotHaveDuplicates();
    assertThat(back)
        .containsExactlyElementsOf(
            there.stream().map(pair -> new ParallelText(pair.target(), pair.source())).toList());
  }

  @Test
  void aSetForAnotherTaskIsRefused() {
    assertThatThrownBy(() -> catalog.parallel(DataRequest.of("reviews-pt")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("translation");
  }

  @Test
  void readingOptionsForASetByNameAreRefused() {
    DataRequest request =
        new DataRequest(
            "reviews-pt",
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            Map.of("charset", "UTF-16"));
    assertThatThrownBy(() -> catalog.classification(request))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("charset");
  }

  @Test
  void aBrokenCatalogueIsReportedWithItsLine() {
    for (String yaml : List.of("- name: a\n  title: [", "- name: a\n  titel: x\n", "x", "- 1")) {
      assertThatThrownBy(() -> Catalog.parse(new ByteArrayInputStream(yaml.getBytes(UTF_8))))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("catalog.yaml");
    }
  }
}
