package io.palavra.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.training.faults.Faults;
import io.palavra.training.faults.FaultyFileSystem;
import io.palavra.training.loop.Checkpoints.Restored;
import io.palavra.training.loop.RandomState;
import io.palavra.training.loop.TinyTask;
import io.palavra.training.loop.TrainState;
import io.palavra.training.loop.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CheckpointStoreTest {
  private final FaultyFileSystem files =
      FaultyFileSystem.over(Jimfs.newFileSystem(Configuration.unix()));
  private final Path folder = files.getPath("/run/checkpoints");
  private final TinyTask task = new TinyTask();
  private final TrainingOptions options = TrainingOptions.defaults();
  private final RunIdentity identity =
      RunIdentity.empty().and("data", "abc").and("hidden", "128").and(options);
  private final List<String> said = new ArrayList<>();

  private CheckpointStore store() {
    return CheckpointStore.in(folder, identity, true, said::add);
  }

  /** A network whose parameters are all this number. */
  private ComputationGraph network(double value) {
    ComputationGraph network = task.network(options);
    network.params().assign(value);
    network.getUpdater().getStateViewArray().assign(-value);
    return network;
  }

  private static double value(ComputationGraph network) {
    INDArray all = network.params();
    assertThat(all.minNumber().doubleValue()).isEqualTo(all.maxNumber().doubleValue());
    INDArray updater = network.getUpdater().getStateViewArray();
    assertThat(updater.minNumber().doubleValue()).isEqualTo(-all.getDouble(0));
    assertThat(updater.maxNumber().doubleValue()).isEqualTo(-all.getDouble(0));
    return all.getDouble(0);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void allThatWasSavedComesBack() {
    ComputationGraph saved = network(0.25);
    saved.getConfiguration().setIterationCount(77);
    saved.getConfiguration().setEpochCount(9);
    INDArray best = Nd4j.rand(saved.params().shape());
    TrainState state =
        new TrainState(9, 5, 77, 0.1, 2, 0.3, 0.4, 3, 0.5, 0.6, 0.7, 1.0 / 3, List.of());
    RandomState random = RandomState.current();
    List<INDArray> recent = List.of(best.add(1), best.add(2));
    store().save(saved, state, Optional.of(best), recent);
    Nd4j.rand(5);
    ComputationGraph other = network(9);
    Restored restored = store().restore(other).orElseThrow();
    assertThat(restored.state()).isEqualTo(state);
    assertThat(restored.best().orElseThrow()).isEqualTo(best);
    assertThat(restored.recent()).isEqualTo(recent);
    assertThat(value(other)).isEqualTo(0.25);
    assertThat(other.getIterationCount()).isEqualTo(77);
    assertThat(other.getEpochCount()).isEqualTo(9);
    assertThat(RandomState.current()).isEqualTo(random);
    assertThat(said).isEmpty();
  }

  @Test
  void theLastTwoAreKept() throws IOException {
    for (int i = 1; i <= 4; i++) {
      store().save(network(i), TrainState.initial(), Optional.empty(), List.of());
    }
    assertThat(names()).containsExactly("00000003.checkpoint", "00000004.checkpoint");
    assertThat(store().place()).endsWith("00000004.checkpoint");
  }

  @Test
  void anEmptyOrMissingFolderMeansABeginning() {
    assertThat(store().restore(network(1))).isEmpty();
  }

  @Test
  void aRunThatIsNotResumedRemovesWhatLiesThere() throws IOException {
    store().save(network(1), TrainState.initial(), Optional.empty(), List.of());
    Files.writeString(folder.resolve(".00000002.checkpoint.half"), "x");
    ComputationGraph network = network(2);
    CheckpointStore fresh = CheckpointStore.in(folder, identity, false, said::add);
    assertThat(fresh.restore(network)).isEmpty();
    assertThat(value(network)).isEqualTo(2);
    assertThat(names()).isEmpty();
  }

  @Test
  void otherOptionsOrDataAreRefusedInOneLineThatSaysWhatDiffers() {
    store().save(network(1), TrainState.initial(), Optional.empty(), List.of());
    RunIdentity other = RunIdentity.empty().and("data", "abc").and("hidden", "64").and(options);
    assertThatThrownBy(() -> CheckpointStore.in(folder, other, true, said::add).restore(network(2)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "--resume: found \"hidden=64\", expected hidden=128, as in the run that left "
                + "/run/checkpoints");
    RunIdentity more = identity.and("bidirectional", "true");
    assertThatThrownBy(() -> CheckpointStore.in(folder, more, true, said::add).restore(network(2)))
        .hasMessageContaining("found \"bidirectional=true\", expected no bidirectional");
  }

  @Test
  void aNameHasOneValue() {
    assertThat(identity.and("hidden", "128")).isEqualTo(identity);
    assertThatThrownBy(() -> identity.and("hidden", "64"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two values of hidden");
  }

  @Test
  void filesAreKnownByWhatTheyHoldNotByTheirNames() throws IOException {
    Files.createDirectories(folder);
    Path vectors = Files.writeString(folder.resolveSibling("a.vec"), "1 1\na 1\n");
    RunIdentity before = identity.andContent(Map.of("vectors", Fingerprint.of(vectors)));
    Path same = Files.copy(vectors, folder.resolveSibling("b.vec"));
    assertThat(identity.andContent(Map.of("vectors", Fingerprint.of(same)))).isEqualTo(before);
    Files.writeString(vectors, "1 1\na 2\n");
    RunIdentity after = identity.andContent(Map.of("vectors", Fingerprint.of(vectors)));
    assertThat(after.difference(before)).contains("content of vectors");
    assertThat(identity.andContent(Map.of()).describe("content of vectors"))
        .isEqualTo("content of vectors=none");
  }

  @Test
  void constantsAreWrittenAsOptionsHaveThem() {
    assertThat(identity.describe("schedule")).isEqualTo("schedule=constant");
  }

  @Test
  void patienceMayChangeAndWithAnEndlessScheduleSoMayTheEpochs() {
    RunIdentity one = RunIdentity.empty().and(options);
    RunIdentity two =
        RunIdentity.empty()
            .and(options.toBuilder().epochs(99).patience(7).checkpointSteps(4).build());
    assertThat(one).isEqualTo(two);
    TrainingOptions linear =
        options.toBuilder().schedule(io.palavra.training.loop.ScheduleShape.LINEAR).build();
    assertThat(RunIdentity.empty().and(linear))
        .isNotEqualTo(RunIdentity.empty().and(linear.toBuilder().epochs(99).build()));
  }

  @Test
  void anotherNetworkIsRefusedAndLeftAsItWas() {
    store().save(network(1), TrainState.initial(), Optional.empty(), List.of());
    TrainingOptions plain =
        options.toBuilder().updater(io.palavra.training.loop.UpdaterKind.SGD).build();
    ComputationGraph other = task.network(plain);
    other.params().assign(3);
    assertThatThrownBy(() -> store().restore(other))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("updater");
    assertThat(other.params().minNumber().doubleValue()).isEqualTo(3);
  }

  @Test
  void stateOutsideTheNetworkIsSavedAndLoaded() {
    Moments saved = new Moments(Nd4j.rand(3, 4, 2));
    store()
        .with(List.of(saved))
        .save(network(1), TrainState.initial(), Optional.of(network(4).params()), List.of());
    Moments loaded = new Moments(Nd4j.zeros(1));
    store().with(List.of(loaded)).restore(network(2)).orElseThrow();
    assertThat(loaded.array).isEqualTo(saved.array);
    assertThatThrownBy(() -> store().restore(network(2)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("moments/m");
  }

  @Test
  void aNetworkInDoublePrecisionKeepsEveryBit() {
    Moments saved = new Moments(Nd4j.rand(DataType.DOUBLE, 5, 3));
    store()
        .with(List.of(saved))
        .save(network(1), TrainState.initial(), Optional.empty(), List.of());
    Moments loaded = new Moments(Nd4j.zeros(1));
    store().with(List.of(loaded)).restore(network(2)).orElseThrow();
    assertThat(loaded.array.dup().data().asDouble()).isEqualTo(saved.array.dup().data().asDouble());
  }

  @Test
  void aDamagedNewestFallsBackToTheOneBefore() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      store().save(network(1), TrainState.initial(), Optional.empty(), List.of());
      store().save(network(2), TrainState.initial(), Optional.empty(), List.of());
      Path newest = files.getPath(store().place());
      byte[] bytes = Files.readAllBytes(newest);
      if (i % 3 == 0) {
        bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
      } else if (i % 3 == 1) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      } else {
        bytes = java.util.Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9));
      }
      Files.write(newest, bytes);
      ComputationGraph network = network(9);
      assertThat(store().restore(network)).isPresent();
      assertThat(value(network)).isEqualTo(1);
      assertThat(said).hasSize(i + 1);
      assertThat(said.get(i)).startsWith("Passing over the damaged checkpoint " + newest);
      assertThat(newest).doesNotExist();
    }
  }

  @Test
  void onlyDamagedOnesAreAComplaint() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("00000001.checkpoint"), "nonsense");
    assertThatThrownBy(() -> store().restore(network(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a whole checkpoint");
  }

  @ParameterizedTest
  @EnumSource(Faults.Kind.class)
  void whicheverOperationFailsTheLastGoodCheckpointLoads(Faults.Kind kind) {
    int good = 1;
    store().save(network(good), TrainState.initial(), Optional.empty(), List.of());
    boolean reached = true;
    for (int n = 1; reached; n++) {
      int next = good + 1;
      files.faults().failAt(n, kind);
      boolean saved = false;
      try {
        store()
            .save(network(next), TrainState.initial(), Optional.of(network(5).params()), List.of());
        saved = true;
      } catch (BadInputException | java.io.UncheckedIOException expected) {
        assertThat(expected).hasMessageContaining("/run/checkpoints");
      }
      reached = files.faults().reached();
      files.faults().heal();
      ComputationGraph network = network(-1);
      assertThat(store().restore(network)).as("%s at operation %d", kind, n).isPresent();
      assertThat(value(network))
          .isIn(saved ? List.of(next * 1.0) : List.of(good * 1.0, next * 1.0));
      good = (int) value(network);
      assertThat(n).isLessThan(200);
    }
    assertThat(said).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Faults.Kind.class,
      names = {"ONCE", "FOR_GOOD"})
  void whicheverOperationOfARestoreFailsItSaysSoOrSucceeds(Faults.Kind kind) {
    store().save(network(1), TrainState.initial(), Optional.empty(), List.of());
    store().save(network(2), TrainState.initial(), Optional.empty(), List.of());
    boolean reached = true;
    for (int n = 1; reached; n++) {
      files.faults().failAt(n, kind);
      ComputationGraph network = network(-1);
      try {
        assertThat(store().restore(network)).isPresent();
        assertThat(value(network)).isEqualTo(2);
      } catch (BadInputException | java.io.UncheckedIOException expected) {
        assertThat(expected).hasMessageContaining("/run/checkpoints");
      }
      reached = files.faults().reached();
      files.faults().heal();
      assertThat(n).isLessThan(200);
    }
    assertThat(said).isEmpty();
  }

  /** A state of one array. */
  private static final class Moments implements ExtraState {
    private INDArray array;

    Moments(INDArray array) {
      this.array = array;
    }

    @Override
    public String name() {
      return "moments";
    }

    @Override
    public SortedMap<String, INDArray> save() {
      return new TreeMap<>(java.util.Map.of("m", array));
    }

    @Override
    public void load(SortedMap<String, INDArray> state) {
      array = state.get("m");
    }
  }
}
