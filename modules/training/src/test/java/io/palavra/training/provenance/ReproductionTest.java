package io.palavra.training.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleWriter;
import io.palavra.training.bundle.FloatTensor;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.Model;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.kind.TrainPlan;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionTest {
  @TempDir private Path folder;

  record Options(int hidden, double dropout) {}

  /** Its weights are drawn from the seed; the data's bytes are said from outside. */
  private static final class Drawing implements ModelKind {
    private char data = 'a';
    private double luck;
    private boolean finished = true;

    @Override
    public String id() {
      return "drawing";
    }

    @Override
    public String description() {
      return "draws its weights";
    }

    @Override
    public Record defaults() {
      return new Options(4, 0.5);
    }

    @Override
    public Record suggest(DataRequest request) {
      return defaults();
    }

    @Override
    public TrainPlan plan(TrainRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public TrainedRun train(TrainRequest request) {
      Options options = (Options) request.options();
      Random random = new Random(request.seed());
      float[] values = new float[options.hidden()];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat() + (float) (i == 1 ? luck : 0);
      }
      SortedMap<String, String> texts = new TreeMap<>();
      Provenance made =
          Provenance.of(request, "drawn", ProvenanceTest.parts(data), "as given", Instant.now());
      texts.put("provenance.json", made.toJson());
      texts.put("options.json", OptionBinder.toJson(options));
      texts.put("vocabulary.txt", "um\n" + data + "\n");
      texts.put(
          "metrics.json",
          "{\"test\": {\"accuracy\": "
              + (0.5 + luck)
              + "}, \"seconds\": "
              + System.nanoTime()
              + "}");
      SortedMap<String, FloatTensor> weights = new TreeMap<>();
      weights.put("W", new FloatTensor(new long[] {values.length}, values));
      Path model = request.out().resolve("model.palavra");
      BundleWriter.write(model, new ModelBundle(id(), texts, weights));
      return new TrainedRun(model, finished, new TreeMap<>(), "");
    }

    @Override
    public Model load(ModelBundle bundle) {
      throw new UnsupportedOperationException();
    }
  }

  private ModelBundle first(Drawing kind) {
    TrainRequest request =
        TrainRequest.of(DataRequest.of("drawn"), new Options(3, 0.25), folder).withSeed(42);
    return io.palavra.training.bundle.BundleReader.read(kind.train(request).model());
  }

  @Test
  void theSameDataOptionsAndSeedGiveTheSameModel() {
    Drawing kind = new Drawing();
    Reproduction again = Reproduction.of(kind, first(kind), folder, line -> {});
    assertThat(again.differences()).isEmpty();
    assertThat(again.identical()).isTrue();
    assertThat(again.summary()).startsWith("reproduced");
  }

  @Test
  void theRequestIsBuiltFromTheProvenance() {
    Drawing kind = new Drawing();
    TrainRequest request = Reproduction.request(kind, first(kind), folder, line -> {});
    assertThat(request.options()).isEqualTo(new Options(3, 0.25));
    assertThat(request.seed()).isEqualTo(42);
    assertThat(request.layers()).isEqualTo(LayerChoice.KERNELS);
    assertThat(request.resume()).isFalse();
  }

  @Test
  void whatDiffersIsNamedWithItsReason() {
    Drawing kind = new Drawing();
    ModelBundle original = first(kind);
    kind.data = 'b';
    kind.luck = 0.25;
    Reproduction again = Reproduction.of(kind, original, folder, line -> {});
    assertThat(again.identical()).isFalse();
    assertThat(again.differences())
        .containsExactly(
            "weights W: 1 of 3 differ, by at most 0.250",
            "metric test.accuracy: 0.5, now 0.75",
            "vocabulary.txt: differs from line 2");
    assertThat(again.reasons())
        .containsExactly(
            "data train: 9 rows, SHA-256 "
                + "a".repeat(64)
                + "; now 9 rows, SHA-256 "
                + "b".repeat(64));
    assertThat(again.summary()).startsWith("not reproduced:\n  weights W");
  }

  @Test
  void aRunThatWasStoppedIsNoReproduction() {
    Drawing kind = new Drawing();
    ModelBundle original = first(kind);
    kind.finished = false;
    assertThat(Reproduction.of(kind, original, folder, line -> {}).identical()).isFalse();
  }

  @Test
  void aBundleOfAnotherKindOrWithoutProvenanceIsRefused() {
    Drawing kind = new Drawing();
    ModelBundle bare = new ModelBundle("drawing", new TreeMap<>(), new TreeMap<>());
    assertThatThrownBy(() -> Reproduction.of(kind, bare, folder, line -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("provenance.json");
    ModelBundle other = new ModelBundle("tagger", new TreeMap<>(), new TreeMap<>());
    assertThatThrownBy(() -> Reproduction.of(kind, other, folder, line -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("kind drawing");
  }
}
