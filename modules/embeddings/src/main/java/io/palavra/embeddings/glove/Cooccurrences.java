package io.palavra.embeddings.glove;

import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.WordSink;
import io.palavra.embeddings.text.WordSource;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
  private final Path folder;
  private final List<Path> runs = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private long pairs;

  /** Pairs in a file. */
  record Part(Path file, int size) {}

  private Cooccurrences(Path folder) {
    this.folder = folder;
  }

  /** Counts a text. */
  static Cooccurrences count(
      WordSource source, CountedWords words, GloveOptions options, Path folder) {
    try {
      Cooccurrences counts = new Cooccurrences(Files.createTempDirectory(folder, "palavra-pairs"));
      boolean done = false;
      try {
        PairCounts table = new PairCounts(options.pairsInMemory());
        source.read(counts.new Window(words, options, table));
        counts.spill(table);
        counts.merge(options);
        done = true;
        return counts;
      } finally {
        if (!done) {
          counts.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
    }
  }

  /** Pairs of words that come near each other at all. */
  long pairs() {
    return pairs;
  }

  List<Part> parts() {
    return parts;
  }

  private final class Window implements WordSink {
    private final CountedWords words;
    private final PairCounts table;
    private final int[] behind;
    private long position;
    private int length;

    Window(CountedWords words, GloveOptions options, PairCounts table) {
      this.words = words;
      this.table = table;
      this.behind = new int[options.window()];
    }

    @Override
    public void word(byte[] utf8, int from, int to) {
      int word = words.find(utf8, from, to);
      if (word < 0) {
        return;
      }
      for (int distance = 1; distance <= length; distance++) {
        int other = behind[(int) ((position - distance) % behind.length)];
        if (table.full()) {
          spill(table);
        }
        table.add(word, other, 1f / distance);
        table.add(other, word, 1f / distance);
      }
      behind[(int) (position % behind.length)] = word;
      position++;
      length = Math.min(behind.length, length + 1);
    }

    @Override
    public void end() {
      length = 0;
    }
  }

  private void spill(PairCounts table) {
    if (table.size() == 0) {
      return;
    }
    Path run = folder.resolve("run" + runs.size());
    try (DataOutputStream out = output(run)) {
      table.drain((key, weight) -> write(out, key, weight));
    } catch (IOException e) {
      throw new UncheckedIOException(run + ": " + e.getMessage(), e);
    }
    runs.add(run);
  }

  private static DataOutputStream output(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  private static void write(DataOutputStream out, long key, float weight) {
    try {
      out.writeLong(key);
      out.writeFloat(weight);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A run and its next pair. */
  private static final class Run {
    private final DataInputStream in;
    private long key;
    private float weight;

    Run(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    boolean next() throws IOException {
      try {
        key = in.readLong();
        weight = in.readFloat();
        return true;
      } catch (EOFException end) {
        in.close();
        return false;
      }
    }
  }

  private void merge(GloveOptions options) throws IOException {
    long most = 0;
    for (Path run : runs) {
      most += Files.size(run) / 12;
    }
    int count = (int) (most / options.pairsInMemory()) + 1;
    List<DataOutputStream> outputs = new ArrayList<>();
    int[] sizes = new int[count];
    for (int i = 0; i < count; i++) {
      outputs.add(output(folder.resolve("part" + i)));
    }
    PriorityQueue<Run> queue = new PriorityQueue<>(Comparator.comparingLong(run -> run.key));
    for (Path file : runs) {
      Run run = new Run(file);
      if (run.next()) {
        queue.add(run);
      }
    }
    SplittableRandom random = new SplittableRandom(options.seed());
    while (!queue.isEmpty()) {
      long key = queue.element().key;
      float weight = 0;
      while (!queue.isEmpty() && queue.element().key == key) {
        Run run = queue.remove();
        weight += run.weight;
        if (run.next()) {
          queue.add(run);
        }
      }
      int part = random.nextInt(count);
      write(outputs.get(part), key, weight);
      sizes[part]++;
      pairs++;
    }
    for (int i = 0; i < count; i++) {
      outputs.get(i).close();
      parts.add(new Part(folder.resolve("part" + i), sizes[i]));
    }
  }

  /** Reads a part. */
  static void read(Part part, long[] keys, float[] weights) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(part.file()), 1 << 16))) {
      for (int i = 0; i < part.size(); i++) {
        keys[i] = in.readLong();
        weights[i] = in.readFloat();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(part.file() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
    }
    try {
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
    }
  }
}
