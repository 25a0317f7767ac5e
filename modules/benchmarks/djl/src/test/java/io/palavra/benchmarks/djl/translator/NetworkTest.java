package io.palavra.benchmarks.djl.translator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  private static final int LABELS = 50;
  private static final int UNITS = 16;
  private static final int BATCH = 6;
  private static final int STEPS = 5;
  private static final Offset<Float> NEARLY = within(1e-4f);

  private Model model;
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.getEngine("PyTorch").setRandomSeed(1);
    model = Model.newInstance("translator", "PyTorch");
    model.setDataType(DataType.FLOAT32);
    manager = model.getNDManager();
  }

  @AfterEach
  void close() {
    model.close();
  }

  private NDArray sentences(int seed) {
    Shape shape = new Shape(BATCH, STEPS);
    return manager.create(new Random(seed).longs(shape.size(), 4, LABELS).toArray(), shape);
  }

  private Network network(String kind) {
    return kind.equals("rnn-attention")
        ? new RecurrentNetwork(LABELS, UNITS)
        : new TransformerNetwork(manager, LABELS, UNITS);
  }

  private Network drawn(String kind) {
    Network network = network(kind);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 1), new Shape(1, 1));
    return network;
  }

  private Pass pass() {
    return new Pass(new ParameterStore(manager, false), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn-attention", "transformer"})
  void theLossBeginsNearThatOfGuessingAndFalls(String kind) {
    model.setBlock(network(kind));
    try (Training training = new Training(model)) {
      float first = training.step(sentences(1), sentences(2), sentences(3));
      float last = first;
      for (int i = 0; i < 200; i++) {
        last = training.step(sentences(1), sentences(2), sentences(3));
      }
      assertThat(first).isCloseTo((float) Math.log(LABELS), within(0.8f));
      assertThat(last).isLessThan(0.2f * first);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn-attention", "transformer"})
  void wordForWordTheScoresAreThoseOfTheWholeSentence(String kind) {
    Network network = drawn(kind);
    NDArray targets = sentences(2);
    NDArray whole = network.scores(pass(), sentences(1), targets);
    NDList state = network.begin(pass(), sentences(1), 1);
    for (int t = 0; t < STEPS; t++) {
      Network.Step step = network.follow(pass(), targets.get(":, " + t), t, state);
      state = step.state();
      assertThat(step.scores().toFloatArray())
          .containsExactly(whole.get(":, " + t).toFloatArray(), NEARLY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn-attention", "transformer"})
  void aBeamOfOneIsGreedy(String kind) {
    Translation translation = new Translation(drawn(kind), pass(), STEPS);
    assertThat(translation.beam(sentences(1), 1))
        .containsExactly(translation.greedy(sentences(1)), NEARLY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn-attention", "transformer"})
  void aSentenceIsTranslatedAmongOthersAsAlone(String kind) {
    Translation translation = new Translation(drawn(kind), pass(), STEPS);
    alike(translation::greedy, 1);
    alike(ids -> translation.beam(ids, 3), 3);
  }

  private void alike(Function<NDArray, float[]> translate, int beam) {
    float[] together = translate.apply(sentences(1));
    for (int i = 0; i < BATCH; i++) {
      NDArray alone = sentences(1).get(i + ":" + (i + 1));
      assertThat(translate.apply(alone))
          .containsExactly(Arrays.copyOfRange(together, i * beam, (i + 1) * beam), NEARLY);
    }
  }

  /** What a search that tries every continuation of a sentence finds. */
  @ParameterizedTest
  @ValueSource(strings = {"rnn-attention", "transformer"})
  void aBeamAsWideAsTheLabelsFindsTheLikeliestOfTwoWords(String kind) {
    Network network = drawn(kind);
    NDArray source = sentences(1).get("0:1");
    float[] found = new Translation(network, pass(), 2).beam(source, LABELS);
    float best = Float.NEGATIVE_INFINITY;
    for (long first = 0; first < LABELS; first++) {
      best = Math.max(best, likeliest(network, source, first));
    }
    assertThat(found[0]).isCloseTo(best, NEARLY);
  }

  private float likeliest(Network network, NDArray source, long first) {
    NDArray targets = manager.create(new long[] {2, first}, new Shape(1, 2));
    NDArray scores = network.scores(pass(), source, targets).logSoftmax(2);
    return scores.getFloat(0, 0, first) + scores.get("0, 1").max().getFloat();
  }
}
