package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Workers who learn an input and an output table together, each from a share of its own of the
 * text: they are run and paused, and saved and restored with what they learned.
 */
final class TableTraining {
  private final int layout;
  private final Tables tables;
  private final Schedule schedule;
  private final double learningRate;
  private final List<TableWorker> workers = new ArrayList<>();

  /**
   * What is learned. Behind the rows that all share may lie such as workers need for themselves.
   *
   * @param inputs shared rows of the input table
   * @param outputs shared rows of the output table
   * @param dimensions numbers of a row that count
   * @param sizes which tell tables of one text and options from others
   */
  record Tables(
      FloatRows input,
      int inputs,
      FloatRows output,
      int outputs,
      int dimensions,
      List<Integer> sizes) {}

  /** Finds the workers. */
  @FunctionalInterface
  interface Hiring {

    /**
     * One more worker.
     *
     * @param number from 0 on
     * @param math for this worker alone
     * @param random for this worker alone
     */
    TableWorker worker(int number, RowMath math, Randoms random);
  }

  /**
   * @param layout what is saved begins with this number
   * @param options how many workers there are, and what makes their chance
   * @param schedule which the workers share
   */
  TableTraining(
      int layout, EmbeddingOptions options, Tables tables, Schedule schedule, Hiring hiring) {
    this.layout = layout;
    this.tables = tables;
    this.schedule = schedule;
    this.learningRate = options.learningRate();
    Randoms seeds = new Randoms(~options.seed());
    for (int i = 0; i < options.threads(); i++) {
      workers.add(hiring.worker(i, RowMaths.best(), new Randoms(seeds.next())));
    }
  }

  Progress progress() {
    return schedule.progress();
  }

  /** Bytes of both tables, with the copies that workers have of busy rows. */
  long bytes() {
    return Float.BYTES * ((long) tables.input.numbers().length + tables.output.numbers().length);
  }

  /** Puts a vector into a row of the input table. */
  void put(int row, float[] vector) {
    System.arraycopy(vector, 0, tables.input.numbers(), tables.input.place(row), vector.length);
  }

  /** As {@link VectorTraining#run}. */
  boolean run(BooleanSupplier pause, Consumer<Progress> progress) {
    new WorkerThreads(schedule, this::soundInPassing, pause, progress).run(workers);
    if (!Divergence.finite(tables.input, tables.inputs, tables.input.width())
        || !Divergence.finite(tables.output, tables.outputs, tables.output.width())) {
      throw Divergence.of(learningRate, progress());
    }
    progress.accept(progress());
    return workers.stream().allMatch(TableWorker::done);
  }

  private boolean soundInPassing() {
    return Divergence.finiteInPassing(tables.input, tables.inputs)
        && Divergence.finiteInPassing(tables.output, tables.outputs);
  }

  /**
   * Writes what a training of the same text and options goes on from. To be called between two
   * runs.
   */
  void save(DataOutputStream out) throws IOException {
    out.writeInt(layout);
    out.writeInt(workers.size());
    for (TableWorker worker : workers) {
      worker.save(out);
    }
    out.writeLong(schedule.done());
    for (int size : tables.sizes) {
      out.writeInt(size);
    }
    out.writeInt(tables.dimensions);
    StoredRows.write(out, tables.input, tables.inputs, tables.dimensions);
    StoredRows.write(out, tables.output, tables.outputs, tables.dimensions);
  }

  /**
   * Takes over what {@link #save} wrote.
   *
   * @throws IOException when it is cut, or of another training
   */
  void restore(DataInputStream in) throws IOException {
    if (in.readInt() != layout) {
      throw new IOException("of another version of this program");
    }
    if (in.readInt() != workers.size()) {
      throw new IOException("another number of threads");
    }
    for (TableWorker worker : workers) {
      worker.restore(in);
    }
    schedule.restore(in.readLong());
    for (int size : tables.sizes) {
      requireSize(in.readInt(), size);
    }
    requireSize(in.readInt(), tables.dimensions);
    StoredRows.read(in, tables.input, tables.inputs, tables.dimensions);
    StoredRows.read(in, tables.output, tables.outputs, tables.dimensions);
  }

  private static void requireSize(int there, int wanted) throws IOException {
    if (there != wanted) {
      throw new IOException("tables of other sizes");
    }
  }
}
