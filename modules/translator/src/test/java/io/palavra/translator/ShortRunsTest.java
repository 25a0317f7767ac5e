package io.palavra.translator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.decoder.DecoderAttention;
import io.palavra.kernels.decoder.DecoderCell;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.ClassWeights;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.loop.TrainingOptions;
import io.palavra.translator.data.SubwordOptions;
import io.palavra.translator.network.NetworkOptions;
import io.palavra.translator.search.SearchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Short runs of a small translator: one that is stopped, one without attention. */
class ShortRunsTest {
  @TempDir private Path folder;

  /** Everything that draws by chance is on. */
  private static TranslatorOptions options(DecoderAttention attention) {
    return options(new NetworkOptions(DecoderCell.GRU, attention, true, 1, 8, 8, true, 0.1, 0.1));
  }

  private static TranslatorOptions options(NetworkOptions network) {
    TrainingOptions training =
        TranslatorOptions.defaults().training().toBuilder().epochs(3).batchSize(16).build();
    return TranslatorOptions.defaults()
        .with(network.withScheduledSampling(0.2))
        .with(new SubwordOptions(20, true, false, 1, 50, 0, 0.1))
        .with(training);
  }

  private TrainRequest request(TranslatorOptions options, String out) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      lines.add("gato " + i + " dorme\tcat " + i + " sleeps");
    }
    Path pairs = Files.write(folder.resolve("pairs.tsv"), lines);
    return TrainRequest.of(DataRequest.of(pairs.toString()), options, folder.resolve(out));
  }

  private static Stream<TranslatorOptions> architectures() {
    return Stream.of(
        options(DecoderAttention.ADDITIVE),
        options(NetworkOptions.transformer(1, 8, 2, 0.1).withAttentionDropout(0.2)));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void aRunThatIsStoppedInAnEpochAndResumedEndsWithTheSameWeights(TranslatorOptions options)
      throws IOException {
    TrainedRun whole = new TranslatorKind().train(request(options, "whole"));

    StopSignal stop = new StopSignal();
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void onStep(Step step) {
            if (step.epoch() == 1 && step.batch() == 3) {
              stop.request();
            }
          }
        };
    TrainRequest request = request(options, "stopped");
    TrainedRun stopped =
        new TranslatorKind().train(request.withStop(stop).withListeners(List.of(stopper)));
    assertThat(stopped.finished()).isFalse();
    TrainedRun resumed = new TranslatorKind().train(request.withResume(true));

    assertThat(resumed.test()).isEqualTo(whole.test());
    assertThat(BundleReader.read(resumed.model()).weights())
        .usingRecursiveComparison()
        .isEqualTo(BundleReader.read(whole.model()).weights());
  }

  @Test
  void whatNeedsToKnowWhereAModelLooksIsRefusedWhereItDoesNotLook() throws IOException {
    TrainedRun run = new TranslatorKind().train(request(options(DecoderAttention.NONE), "blind"));
    SearchOptions own = SearchOptions.defaults();
    try (Translator translator = new TranslatorKind().load(BundleReader.read(run.model()))) {
      for (SearchOptions search :
          List.of(
              own.toBuilder().coveragePenalty(0.2).build(),
              own.toBuilder().copyUnknown(true).build())) {
        assertThatThrownBy(() -> translator.translate(List.of("gato"), search))
            .isInstanceOf(BadInputException.class)
            .hasMessageContaining("a model with attention; this one was trained without");
        assertThatThrownBy(() -> translator.scoredBy(search)).isInstanceOf(BadInputException.class);
      }
      assertThatThrownBy(() -> translator.attend("gato")).hasMessageContaining("attention");
    }
  }

  @Test
  void weightsOfClassesAreRefusedSinceThereAreNone() throws IOException {
    TranslatorOptions standard = options(DecoderAttention.ADDITIVE);
    TrainingOptions weighted =
        standard.training().toBuilder().classWeights(ClassWeights.BALANCED).build();
    TrainRequest request = request(standard.with(weighted), "none");
    TranslatorKind kind = new TranslatorKind();
    for (Runnable use :
        List.<Runnable>of(
            () -> kind.train(request),
            () -> kind.plan(request),
            () -> kind.requireRehearsable(request))) {
      assertThatThrownBy(use::run)
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "option classWeights: found \"balanced\", expected its default, none, since a translator has no classes");
    }
    assertThat(folder.resolve("none")).doesNotExist();
    assertThat(kind.unusedOptions()).containsExactly("classWeights");
  }
}
