package io.palavra.benchmarks.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Whole training steps, and predictions, of a sequence classifier in Deep Java Library on libtorch:
 * embedding, one recurrent layer, maximum over time, softmax, Adam. Sequences are padded, since the
 * library can not pack them, and every row of the embedding is updated in every step, since its
 * Adam knows dense gradients alone.
 */
public final class RecurrentStep {
  private static final float FAR_BELOW = -1e9f;
  private static final int CLASSES = 2;

  private final NDManager manager;
  private final Trainer trainer;
  private final NDArray ids;
  private final NDArray classes;

  private RecurrentStep(Model model, String cell, int[] sizes, int[] lengths) {
    int steps = sizes[3];
    int batch = sizes[4];
    manager = model.getNDManager();
    Random random = new Random(1);
    float[][] padding = new float[batch][steps];
    for (int b = 0; b < batch; b++) {
      Arrays.fill(padding[b], lengths[b], steps, FAR_BELOW);
    }
    ids =
        manager.create(
            random.longs((long) batch * steps, 0, sizes[0]).toArray(), new Shape(batch, steps));
    classes = manager.create(random.longs(batch, 0, CLASSES).toArray());
    model.setBlock(network(cell, sizes, manager.create(padding).expandDims(2)));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Adam.builder().build())
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(new Shape(batch, steps));
  }

  private static Block network(String cell, int[] sizes, NDArray padding) {
    return new SequentialBlock()
        .add(new Vectors(sizes[0], sizes[1]))
        .add(recurrent(cell, sizes[1], sizes[2]))
        .addSingleton(states -> states.add(padding).max(new int[] {1}))
        .add(Linear.builder().setUnits(CLASSES).build());
  }

  private static Block recurrent(String cell, int width, int units) {
    return switch (cell) {
      case "lstm" -> LSTM.builder().setStateSize(units).setNumLayers(1).build();
      case "bi-lstm" -> new Bidirectional(Bidirectional.Cell.LSTM, width, units);
      case "gru" -> GRU.builder().setStateSize(units).setNumLayers(1).build();
      case "rnn" ->
          RNN.builder()
              .setStateSize(units)
              .setNumLayers(1)
              .setActivation(RNN.Activation.TANH)
              .build();
      default -> throw new IllegalArgumentException("a recurrent layer, not " + cell);
    };
  }

  private void train() {
    try (NDManager step = manager.newSubManager();
        GradientCollector gradients = trainer.newGradientCollector()) {
      NDArray words = ids(step);
      NDList labels = new NDList(classes);
      NDList scores = trainer.forward(new NDList(words), labels);
      NDArray loss = trainer.getLoss().evaluate(labels, scores);
      gradients.backward(loss);
      scores.attach(step);
      loss.attach(step);
    }
    trainer.step();
  }

  private void answer() {
    try (NDManager step = manager.newSubManager()) {
      NDList scores = trainer.evaluate(new NDList(ids(step)));
      scores.attach(step);
      scores.head().softmax(1).attach(step);
    }
  }

  /** What is made from it belongs to the step, too, and is freed with it. */
  private NDArray ids(NDManager step) {
    NDArray copy = ids.duplicate();
    copy.attach(step);
    return copy;
  }

  /** {@code version}, or {@code train|infer CELL IDS VECTOR UNITS STEPS BATCH LENGTHS}. */
  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    if (args[0].equals("version")) {
      answers.println(Engine.getEngine("PyTorch").getVersion());
      return;
    }
    int[] sizes = Stream.of(args).skip(2).limit(5).mapToInt(Integer::parseInt).toArray();
    int[] lengths = Stream.of(args[7].split(",")).mapToInt(Integer::parseInt).toArray();
    try (Model model = Model.newInstance("recurrent", "PyTorch")) {
      model.setDataType(DataType.FLOAT32);
      RecurrentStep step = new RecurrentStep(model, args[1], sizes, lengths);
      Runnable work = args[0].equals("train") ? step::train : step::answer;
      new Turns(work, JniUtils::setNumThreads).serve(answers);
    }
  }
}
