package io.palavra.benchmarks.djl.translator;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import io.palavra.benchmarks.djl.Turns;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** A training step or a translation with one of the networks, with weights as they are drawn. */
public final class TranslatorStep {
  private static final int BEAM = 5;

  private TranslatorStep() {}

  private static Network network(NDManager constants, String kind, int labels, int units) {
    return switch (kind) {
      case "rnn-attention" -> new RecurrentNetwork(labels, units);
      case "transformer" -> new TransformerNetwork(constants, labels, units);
      default -> throw new IllegalArgumentException("rnn-attention or transformer, not " + kind);
    };
  }

  private static NDArray sentences(NDManager manager, Random random, int labels, Shape shape) {
    return manager.create(random.longs(shape.size(), 4, labels).toArray(), shape);
  }

  private static Runnable training(Model model, int labels, Shape shape) {
    NDManager manager = model.getNDManager();
    Random random = new Random(1);
    NDArray sources = sentences(manager, random, labels, shape);
    NDArray targets = sentences(manager, random, labels, shape);
    NDArray expected = sentences(manager, random, labels, shape);
    Training training = new Training(model);
    return () -> training.step(sources, targets, expected);
  }

  private static Runnable translation(
      Model model, int labels, Shape shape, Function<Translation, Function<NDArray, ?>> way) {
    NDManager manager = model.getNDManager();
    Network network = (Network) model.getBlock();
    network.initialize(manager, DataType.FLOAT32, shape, shape);
    Pass pass = new Pass(new ParameterStore(manager, false), false);
    Function<NDArray, ?> translate = way.apply(new Translation(network, pass, (int) shape.get(1)));
    NDArray sources = sentences(manager, new Random(1), labels, shape);
    return () -> {
      try (NDManager step = manager.newSubManager()) {
        NDArray copy = sources.duplicate();
        copy.attach(step);
        translate.apply(copy);
      }
    };
  }

  /** {@code train|greedy|beam5 rnn-attention|transformer LABELS UNITS STEPS BATCH}. */
  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    int[] sizes = Stream.of(args).skip(2).mapToInt(Integer::parseInt).toArray();
    Shape shape = new Shape(sizes[3], sizes[2]);
    Engine.getEngine("PyTorch").setRandomSeed(1);
    try (Model model = Model.newInstance("translator", "PyTorch")) {
      model.setDataType(DataType.FLOAT32);
      model.setBlock(network(model.getNDManager(), args[1], sizes[0], sizes[1]));
      Runnable work =
          switch (args[0]) {
            case "train" -> training(model, sizes[0], shape);
            case "greedy" -> translation(model, sizes[0], shape, each -> each::greedy);
            case "beam5" ->
                translation(model, sizes[0], shape, each -> ids -> each.beam(ids, BEAM));
            default -> throw new IllegalArgumentException("train, greedy or beam5, not " + args[0]);
          };
      new Turns(work, JniUtils::setNumThreads).serve(answers);
    }
  }
}
