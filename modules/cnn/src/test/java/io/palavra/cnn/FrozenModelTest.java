package io.palavra.cnn;

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
 * A model that was saved when its kind was new: filters of widths 1, 2 and 3 over eight Portuguese
 * phrases. It loads for ever and never changes its mind.
 */
class FrozenModelTest {

  @ParameterizedTest
  @CsvSource({
    "gostei, sim, 0.5309689203193462",
    "não gostei, não, 0.5149095211896157",
    "não é ruim, sim, 0.6372070312500001",
    "'bom, mas ruim', não, 0.6230616383832205",
    "'Ruim, mas BOM!', sim, 0.6460973216920293",
    "xyzzy, não, 0.5073764769024707",
  })
  void formatOneAnswersAsItDidWhenItWasSaved(String text, String label, double probability)
      throws URISyntaxException {
    Path bundle = Path.of(getClass().getResource("format-1.palavra").toURI());
    try (TextClassifier classifier = new CnnKind().load(BundleReader.read(bundle))) {
      Classification answer = classifier.classify(text);
      assertThat(answer.label()).isEqualTo(label);
      assertThat(answer.probability()).isCloseTo(probability, within(1e-5));
    }
  }
}
