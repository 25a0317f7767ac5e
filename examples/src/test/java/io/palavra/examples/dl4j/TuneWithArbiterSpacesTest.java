package io.palavra.examples.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.search.network.NetworkSearch.NetworkResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneWithArbiterSpacesTest {
  @TempDir Path folder;

  @Test
  void aSpaceOfArbiterIsSearched() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    NetworkResult result = TuneWithArbiterSpaces.run(folder.resolve("run"), 4, out);
    assertThat(result.ranking().standings()).hasSize(4);
    assertThat(result.winner().options()).containsKey("layer_0.nOut");
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("best: {", "report.html");
  }
}
