package io.palavra.cnn;

import io.palavra.training.classification.SteadyExplanation;
import io.palavra.training.kind.LayerChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteadyExplanationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "KERNELS, kim, none",
    "KERNELS, stacked, batch",
    "KERNELS, dilated, layer",
    "STOCK, kim, none",
  })
  void aTextIsExplainedTwiceWithTheSameNumbersByEveryStyle(
      LayerChoice layers, String style, String normalization) throws IOException {
    List<String> own =
        List.of("style=" + style, "normalization=" + normalization, "filters=8", "denseLayers=1");
    SteadyExplanation.assertOf(new CnnKind(), layers, own, folder);
  }
}
