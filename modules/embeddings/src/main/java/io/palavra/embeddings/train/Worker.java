package io.palavra.embeddings.train;

import io.palavra.embeddings.text.EncodedText;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Goes through one part of a text, sentence by sentence; it stops between two blocks. */
final class Worker extends TableWorker {
  /** As word2vec: a longer line is cut. */
  private static final int SENTENCE = 1000;

  private static final int BLOCK = 1 << 14;

  private final EmbeddingOptions options;
  private final EncodedText text;
  private final long from;
  private final long to;
  private final Reader reader;
  private final Subsampling subsampling;
  private final Randoms random;
  private final Schedule schedule;
  private final int[] sentence = new int[SENTENCE];
  private int length;
  private float rate;
  private int epoch;
  private long at;

  /** What the workers of one training share. */
  record Task(
      EmbeddingOptions options, EncodedText text, Subsampling subsampling, Schedule schedule) {}

  /**
   * @param from where the part begins, in numbers of the text
   * @param to where it ends
   * @param own the worker's copies of rows
   */
  Worker(Task task, long from, long to, Reader reader, List<OwnRows> own, Randoms random) {
    super(own);
    this.options = task.options();
    this.text = task.text();
    this.subsampling = task.subsampling();
    this.schedule = task.schedule();
    this.from = from;
    this.to = to;
    this.reader = reader;
    this.random = random;
    this.at = from;
  }

  @Override
  void goOn() {
    int[] block = new int[BLOCK];
    rate = schedule.rate();
    for (; epoch < options.epochs(); epoch++) {
      for (; at < to; at += BLOCK) {
        if (schedule.stopped()) {
          return;
        }
        int n = (int) Math.min(text.read(at, block), to - at);
        rate = schedule.advance(take(block, n));
      }
      learn();
      at = from;
    }
  }

  @Override
  boolean done() {
    return epoch >= options.epochs();
  }

  @Override
  void save(DataOutput out) throws IOException {
    out.writeInt(epoch);
    out.writeLong(at);
    out.writeLong(random.state());
    out.writeInt(length);
    for (int i = 0; i < length; i++) {
      out.writeInt(sentence[i]);
    }
  }

  @Override
  void restore(DataInput in) throws IOException {
    epoch = in.readInt();
    at = in.readLong();
    random.restore(in.readLong());
    length = in.readInt();
    if (length < 0 || length >= SENTENCE || at < from || at > to + BLOCK) {
      throw new IOException("a worker's place is none");
    }
    for (int i = 0; i < length; i++) {
      sentence[i] = in.readInt();
    }
  }

  private int take(int[] block, int n) {
    int words = 0;
    for (int i = 0; i < n; i++) {
      int word = block[i];
      if (word == EncodedText.END) {
        learn();
        continue;
      }
      words++;
      if (subsampling.keeps(word, random)) {
        sentence[length++] = word;
        if (length == SENTENCE) {
          learn();
        }
      }
    }
    return words;
  }

  private void learn() {
    reader.learn(sentence, length, rate);
    length = 0;
  }
}
