package io.palavra.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.ParallelText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairCheckTest {
  private static final String PT = "Os meninos compraram ontem uma casa muito grande na cidade ";
  private static final String EN =
      "The boys bought a very big house in the city yesterday evening ";

  @TempDir private Path folder;

  /** Every so manieth pair the wrong way round. */
  private List<Finding> swapped(int every) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      boolean turned = every > 0 && i % every == 1;
      lines.add((turned ? EN : PT) + i + "\t" + (turned ? PT : EN) + i);
    }
    Path file = Files.write(folder.resolve("pairs.tsv"), lines);
    GivenSets<ParallelText> given = Catalog.standard().parallel(DataRequest.of(file.toString()));
    return new PairCheck().check(given.train(), Optional.empty(), Optional.empty());
  }

  @Test
  void linesThatAreSwappedHereAndThereAreCounted() throws IOException {
    for (int every : new int[] {2, 30}) {
      List<Finding> found = swapped(every);
      assertThat(found)
          .extracting(Finding::kind)
          .contains(FindingKind.SWAPPED_LANGUAGES)
          .doesNotContain(FindingKind.OTHER_LANGUAGE);
      assertThat(found.get(0).message())
          .startsWith(60 / every + " of 60 pairs")
          .contains("from English to Portuguese", "from Portuguese to English");
      assertThat(found.get(0).examples()).isNotEmpty();
    }
  }

  @Test
  void pairsOfOneDirectionAreNotSaidToBeSwapped() throws IOException {
    assertThat(swapped(0)).isEmpty();
  }
}
