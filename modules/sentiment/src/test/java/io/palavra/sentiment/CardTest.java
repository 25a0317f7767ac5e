package io.palavra.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palavra.pipeline.machine.gpu.Probe;
import io.palavra.pipeline.machine.gpu.Request;
import io.palavra.pipeline.machine.gpu.Survey;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.TextClassifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** On a card; {@code scripts/gpu-check} runs these with ND4J for CUDA. */
@Tag("gpu")
class CardTest {

  @BeforeAll
  static void thereIsACard() {
    Probe probe = Survey.here().choose(Request.parse("auto"));
    assumeTrue(probe instanceof Probe.Usable, "no card: " + probe.sentence());
    assumeTrue(
        CardTest.class.getResource("/org/nd4j/linalg/jcublas/JCublasBackend.class") != null,
        "built without -Pcuda");
  }

  @Test
  void nd4jComputesOnTheCard() {
    assertThat(Nd4j.getEnvironment().isCPU()).isFalse();
    INDArray a = Nd4j.ones(DataType.FLOAT, 256, 256);
    assertThat(a.mmul(a).sumNumber().doubleValue()).isEqualTo(256.0 * 256 * 256);
  }

  @Test
  void aModelOfTheProcessorAnswersTheSameOnTheCard() throws URISyntaxException {
    Path bundle = Path.of(CardTest.class.getResource("format-1.palavra").toURI());
    try (TextClassifier classifier = new SentimentKind().load(BundleReader.read(bundle))) {
      Classification answer = classifier.classify("não gostei");
      assertThat(answer.label()).isEqualTo("não");
      assertThat(answer.probability()).isCloseTo(0.8491984099627489, within(1e-4));
    }
  }
}
