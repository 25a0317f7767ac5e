package io.palavra.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file for figures that can not be written is refused before anything is computed. */
class JsonOutputTest {
  @TempDir private Path folder;

  @Test
  void aMeasurementIsNotBegunForNothing() {
    String file = folder.resolve("none/figures.json").toString();
    Run.assertRefused(Run.of("bench", "kernels", "--quick", "--json", file), "figures.json");
    Run.assertRefused(
        Run.of("bench", "kernels", "--quick", "--json", folder.toString()), "this is a folder");
  }

  @Test
  void aModelIsNotReadForNothing() {
    String file = folder.resolve("none/figures.json").toString();
    Run.assertRefused(
        Run.of("evaluate", "none.palavra", "--data", "reviews-en", "--json", file), "figures.json");
  }
}
