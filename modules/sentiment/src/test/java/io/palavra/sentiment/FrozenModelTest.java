package io.palavra.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.TextClassifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A model that was saved when format 1 was new: a Bi-LSTM with attention on eight Portuguese
 * phrases. It loads for ever and never changes its mind.
 */
class FrozenModelTest {

  @ParameterizedTest
  @CsvSource({
    "gostei, sim, 0.9737937649930481",
    "não gostei, não, 0.8491984099627489",
    "não é ruim, sim, 0.6554168863470291",
    "'bom, mas ruim', não, 0.9749813948287087",
    "'Ruim, mas BOM!', sim, 0.9944259057957331",
    "xyzzy, sim, 0.7955990074753466",
    "'', sim, 0.7955990074753466",
  })
  void formatOneAnswersAsItDidWhenItWasSaved(String text, String label, double probability)
      throws URISyntaxException {
    Path bundle = Path.of(getClass().getResource("format-1.palavra").toURI());
    try (TextClassifier classifier = new SentimentKind().load(BundleReader.read(bundle))) {
      Classification answer = classifier.classify(text);
      assertThat(answer.label()).isEqualTo(label);
      assertThat(answer.probability()).isCloseTo(probability, within(1e-5));
    }
  }
}
