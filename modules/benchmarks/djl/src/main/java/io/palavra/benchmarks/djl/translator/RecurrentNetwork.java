package io.palavra.benchmarks.djl.translator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import io.palavra.benchmarks.djl.Bidirectional;
import io.palavra.benchmarks.djl.Vectors;

/**
 * A bidirectional GRU with half of the units in each direction; additive attention with input
 * feeding over a GRU; a softmax. The library has no cell of a GRU, so that one is a layer over one
 * step.
 *
 * <p>A state is the memory and its keys [hypotheses, steps, units], the GRU's state and the last
 * output [hypotheses, units].
 */
final class RecurrentNetwork extends Network {
  private final Vectors source;
  private final Vectors target;
  private final Bidirectional encoder;
  private final GRU cell;
  private final Linear start;
  private final Linear query;
  private final Linear key;
  private final Linear vector;
  private final Linear combine;
  private final Linear out;

  RecurrentNetwork(int labels, int units) {
    super(labels);
    source = layer("source", new Vectors(labels, units), 1);
    target = layer("target", new Vectors(labels, units), 1);
    encoder =
        layer("encoder", new Bidirectional(Bidirectional.Cell.GRU, units, units / 2), 1, 1, units);
    cell = layer("cell", gru(units), 1, 1, 2L * units);
    start = linear("start", units, units, true);
    query = linear("query", units, units, false);
    key = linear("key", units, units, true);
    vector = linear("vector", units, 1, false);
    combine = linear("combine", 2 * units, units, true);
    out = linear("out", units, labels, true);
  }

  private static GRU gru(int units) {
    return GRU.builder().setStateSize(units).setNumLayers(1).optBatchFirst(false).build();
  }

  private NDList read(Pass pass, NDArray sources) {
    NDArray memory = pass.through(encoder, pass.through(source, sources));
    NDArray state = pass.through(start, memory.mean(new int[] {1})).tanh();
    return new NDList(memory, pass.through(key, memory), state, state.zerosLike());
  }

  /** The state after a word's vectors [hypotheses, units]. */
  private NDList next(Pass pass, NDArray vectors, NDList before) {
    NDArray input = vectors.concat(before.get(3), 1).expandDims(0);
    NDArray state = pass.through(cell, input, before.get(2).expandDims(0)).squeeze(0);
    NDArray hidden = pass.through(query, state).expandDims(1).add(before.get(1)).tanh();
    NDArray weights = pass.through(vector, hidden).squeeze(2).softmax(1);
    NDArray context = weights.expandDims(1).batchMatMul(before.get(0)).squeeze(1);
    NDArray output = pass.through(combine, state.concat(context, 1)).tanh();
    return new NDList(before.get(0), before.get(1), state, output);
  }

  @Override
  NDArray scores(Pass pass, NDArray sources, NDArray targets) {
    NDList state = read(pass, sources);
    NDList outputs = new NDList();
    for (NDArray vectors : pass.through(target, targets).split(targets.size(1), 1)) {
      state = next(pass, vectors.squeeze(1), state);
      outputs.add(state.get(3));
    }
    return pass.through(out, NDArrays.stack(outputs, 1));
  }

  @Override
  NDList begin(Pass pass, NDArray sources, int hypotheses) {
    NDList state = new NDList();
    read(pass, sources).forEach(each -> state.add(each.repeat(0, hypotheses)));
    return state;
  }

  @Override
  Step follow(Pass pass, NDArray words, int t, NDList state) {
    NDList now = next(pass, pass.through(target, words), state);
    return new Step(pass.through(out, now.get(3)), now);
  }

  /** Hypotheses never leave their sentence, so memory and keys stay as they are. */
  @Override
  NDList select(NDList state, NDArray rows) {
    return new NDList(state.get(0), state.get(1), state.get(2).get(rows), state.get(3).get(rows));
  }
}
