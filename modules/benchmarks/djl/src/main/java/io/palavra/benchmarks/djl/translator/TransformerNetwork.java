package io.palavra.benchmarks.djl.translator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import io.palavra.benchmarks.djl.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Three blocks with four heads on each side.
 *
 * <p>A state is the memory's keys and values for each block that writes, and behind them, but
 * before the first word, keys and values of the words so far for each: [hypotheses, heads, steps,
 * units / heads].
 */
final class TransformerNetwork extends Network {
  private static final int BLOCKS = 3;
  private static final int HEADS = 4;
  private static final int POSITIONS = 256;

  private final double scale;
  private final NDArray waves;
  private final Vectors source;
  private final Vectors target;
  private final List<TransformerBlock> readers;
  private final List<TransformerBlock> writers;
  private final LayerNorm readNorm;
  private final LayerNorm writeNorm;
  private final Linear out;

  /**
   * A network that is yet to be initialised.
   *
   * @param constants lives as long as the network
   */
  TransformerNetwork(NDManager constants, int labels, int units) {
    super(labels);
    scale = Math.sqrt(units);
    waves = constants.create(waves(units), new Shape(POSITIONS, units));
    source = layer("source", new Vectors(labels, units), 1);
    target = layer("target", new Vectors(labels, units), 1);
    readers = blocks("read", units, false);
    writers = blocks("write", units, true);
    readNorm = layer("read_norm", LayerNorm.builder().build(), 1, units);
    writeNorm = layer("write_norm", LayerNorm.builder().build(), 1, units);
    out = linear("out", units, labels, true);
  }

  private List<TransformerBlock> blocks(String name, int units, boolean writes) {
    return IntStream.range(0, BLOCKS)
        .mapToObj(i -> new TransformerBlock(this, name + i, units, HEADS, writes))
        .toList();
  }

  private static float[] waves(int units) {
    float[] waves = new float[POSITIONS * units];
    for (int i = 0; i < waves.length; i++) {
      int unit = i % units;
      double angle = i / units / Math.pow(10_000, (unit - unit % 2) / (double) units);
      waves[i] = (float) (unit % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
    }
    return waves;
  }

  /** Vectors of ids [batch, steps] with their positions. */
  private NDArray placed(Pass pass, Vectors table, NDArray ids) {
    NDArray first = waves.get(ids.getManager(), new NDIndex(":" + ids.size(1)));
    return pass.through(table, ids).mul(scale).add(first);
  }

  private NDArray read(Pass pass, NDArray sources) {
    NDArray x = placed(pass, source, sources);
    for (TransformerBlock block : readers) {
      x = block.all(pass, x, null, null);
    }
    return pass.through(readNorm, x);
  }

  /** Nothing where a step may look, less than all where it may not. */
  private static NDArray mask(NDManager manager, int steps) {
    float[][] mask = new float[steps][steps];
    for (int t = 0; t < steps; t++) {
      Arrays.fill(mask[t], t + 1, steps, Float.NEGATIVE_INFINITY);
    }
    return manager.create(mask);
  }

  @Override
  NDArray scores(Pass pass, NDArray sources, NDArray targets) {
    NDArray memory = read(pass, sources);
    NDArray mask = mask(targets.getManager(), (int) targets.size(1));
    NDArray x = placed(pass, target, targets);
    for (TransformerBlock block : writers) {
      x = block.all(pass, x, block.across(pass, memory), mask);
    }
    return pass.through(out, pass.through(writeNorm, x));
  }

  @Override
  NDList begin(Pass pass, NDArray sources, int hypotheses) {
    NDArray memory = read(pass, sources);
    NDList state = new NDList();
    for (TransformerBlock block : writers) {
      block.across(pass, memory).forEach(each -> state.add(each.repeat(0, hypotheses)));
    }
    return state;
  }

  @Override
  Step follow(Pass pass, NDArray words, int t, NDList state) {
    NDArray place = waves.get(words.getManager(), t);
    NDArray x = pass.through(target, words).mul(scale).add(place).expandDims(1);
    NDList next = new NDList(state.subList(0, 2 * BLOCKS));
    for (int i = 0; i < BLOCKS; i++) {
      NDList across = new NDList(state.subList(2 * i, 2 * i + 2));
      int past = Math.min(state.size(), 2 * (BLOCKS + i));
      NDList before = new NDList(state.subList(past, Math.min(state.size(), past + 2)));
      NDList now = writers.get(i).one(pass, x, across, before);
      x = now.get(0);
      next.addAll(now.subList(1, 3));
    }
    return new Step(pass.through(out, pass.through(writeNorm, x.squeeze(1))), next);
  }

  /** Hypotheses never leave their sentence, so what is known of the memory stays as it is. */
  @Override
  NDList select(NDList state, NDArray rows) {
    NDList selected = new NDList(state.subList(0, 2 * BLOCKS));
    state.stream().skip(2 * BLOCKS).forEach(each -> selected.add(each.get(rows)));
    return selected;
  }
}
