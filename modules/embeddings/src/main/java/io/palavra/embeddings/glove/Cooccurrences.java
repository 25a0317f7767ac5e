package io.palavra.embeddings.glove;

import io.palavra.embeddings.text.EncodedText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * How often words come near each other, on disk: counted in memory until that is full, written down
 * in sorted runs, and merged into parts, each pair into one drawn at random, so that each part can
 * be shuffled in memory and all of them together are in random order.
 */
final class Cooccurrences implements AutoCloseable {
  private static final int BLOCK = 1 << 14;

  private final Path folder;
  private final List<PairFile> files = new ArrayList<>();
  private final List<PairFile> runs = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final PairCounts table;
  private long runPairs;
  private long size;

  /** Pairs in a file. */
  record Part(PairFile file, int size) {}

  private Cooccurrences(Path folder, PairCounts table) {
    this.folder = folder;
    this.table = table;
  }

  /**
   * Counts a text.
   *
   * @throws io.palavra.pipeline.BadInputException when the folder has no room
   */
  static Cooccurrences count(EncodedText text, GloveOptions options, Path folder) {
    Cooccurrences counts = new Cooccurrences(folder, new PairCounts(options.pairsInMemory()));
    boolean done = false;
    try {
      counts.read(text, options.window());
      counts.spill();
      counts.merge(options);
      done = true;
      return counts;
    } finally {
      if (!done) {
        counts.close();
      }
    }
  }

  /** Pairs of words that come near each other at all, each in both orders. */
  long size() {
    return size;
  }

  List<Part> parts() {
    return parts;
  }

  /** Bytes that counting held at most, which the parts, one after the other, take again. */
  long bytes() {
    return table.mostBytes();
  }

  private void read(EncodedText text, int window) {
    int[] block = new int[BLOCK];
    int[] behind = new int[window];
    long position = 0;
    int length = 0;
    long at = 0;
    for (int n = text.read(at, block); n > 0; n = text.read(at, block)) {
      for (int i = 0; i < n; i++) {
        int word = block[i];
        if (word == EncodedText.END) {
          length = 0;
        } else {
          for (int distance = 1; distance <= length; distance++) {
            meet(word, behind[(int) ((position - distance) % window)], 1f / distance);
          }
          behind[(int) (position++ % window)] = word;
          length = Math.min(window, length + 1);
        }
      }
      at += n;
    }
  }

  private void meet(int word, int other, float weight) {
    if (table.full()) {
      spill();
    }
    table.add(word, other, weight);
    table.add(other, word, weight);
  }

  private PairFile file() {
    PairFile file = PairFile.in(folder);
    files.add(file);
    return file;
  }

  private void spill() {
    if (table.size() == 0) {
      return;
    }
    runPairs += table.size();
    PairFile run = file();
    runs.add(run);
    try (PairFile.Writer out = run.write()) {
      table.drain(out::add);
    }
  }

  private void merge(GloveOptions options) {
    int count = (int) (runPairs / options.pairsInMemory()) + 1;
    List<PairFile> targets = new ArrayList<>();
    List<PairFile.Writer> outputs = new ArrayList<>();
    List<PairFile.Reader> inputs = new ArrayList<>();
    int[] sizes = new int[count];
    try {
      for (int i = 0; i < count; i++) {
        targets.add(file());
        outputs.add(targets.get(i).write());
      }
      runs.forEach(run -> inputs.add(run.read()));
      SplittableRandom random = new SplittableRandom(options.seed());
      merge(
          inputs,
          (key, weight) -> {
            int part = random.nextInt(count);
            outputs.get(part).add(key, weight);
            sizes[part]++;
          });
    } finally {
      inputs.forEach(PairFile.Reader::close);
      outputs.forEach(PairFile.Writer::close);
    }
    runs.forEach(PairFile::delete);
    for (int i = 0; i < count; i++) {
      parts.add(new Part(targets.get(i), sizes[i]));
      size += sizes[i];
    }
  }

  /** Adds up what sorted runs say of each pair. */
  private static void merge(List<PairFile.Reader> runs, PairCounts.Sink sink) {
    PriorityQueue<PairFile.Reader> queue =
        new PriorityQueue<>(Comparator.comparingLong(PairFile.Reader::key));
    runs.stream().filter(PairFile.Reader::next).forEach(queue::add);
    while (!queue.isEmpty()) {
      long key = queue.element().key();
      float weight = 0;
      while (!queue.isEmpty() && queue.element().key() == key) {
        PairFile.Reader run = queue.remove();
        weight += run.weight();
        if (run.next()) {
          queue.add(run);
        }
      }
      sink.pair(key, weight);
    }
  }

  /** Reads a part, which has its pairs in their order, into arrays that are long enough. */
  static void read(Part part, long[] keys, float[] weights) {
    try (PairFile.Reader in = part.file().read()) {
      for (int i = 0; i < part.size() && in.next(); i++) {
        keys[i] = in.key();
        weights[i] = in.weight();
      }
    }
  }

  @Override
  public void close() {
    files.forEach(PairFile::delete);
  }
}
