package io.palavra.embeddings.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Goes through some of the paragraphs; it stops between two of them. */
final class ParagraphWorker extends TableWorker {
  private final int epochs;
  private final Paragraphs paragraphs;
  private final Subsampling subsampling;
  private final Schedule schedule;
  private final int from;
  private final int to;
  private final ParagraphPass pass;
  private final Randoms random;
  private int epoch;
  private int at;

  /** What the workers of one training share. */
  record Task(int epochs, Paragraphs paragraphs, Subsampling subsampling, Schedule schedule) {}

  /**
   * @param from the first paragraph of its part
   * @param to behind the last
   * @param outputs the worker's copies of rows
   */
  ParagraphWorker(
      Task task, int from, int to, ParagraphPass pass, OwnRows outputs, Randoms random) {
    super(List.of(outputs));
    this.epochs = task.epochs();
    this.paragraphs = task.paragraphs();
    this.subsampling = task.subsampling();
    this.schedule = task.schedule();
    this.from = from;
    this.to = to;
    this.pass = pass;
    this.random = random;
    this.at = from;
  }

  @Override
  void goOn() {
    for (; epoch < epochs; epoch++) {
      for (; at < to; at++) {
        if (schedule.stopped()) {
          return;
        }
        learn(at);
      }
      at = from;
    }
  }

  private void learn(int paragraph) {
    int length = paragraphs.length(paragraph);
    float rate = schedule.advance(length);
    pass.begin(length);
    for (int i = 0; i < length; i++) {
      int word = paragraphs.word(paragraph, i);
      if (subsampling.keeps(word, random)) {
        pass.add(word);
      }
    }
    pass.learn(paragraph, rate);
  }

  @Override
  boolean done() {
    return epoch >= epochs;
  }

  @Override
  void save(DataOutput out) throws IOException {
    out.writeInt(epoch);
    out.writeInt(at);
    out.writeLong(random.state());
  }

  @Override
  void restore(DataInput in) throws IOException {
    epoch = in.readInt();
    at = in.readInt();
    random.restore(in.readLong());
    if (epoch < 0 || epoch > epochs || at < from || at > to) {
      throw new IOException("a worker's place is none");
    }
  }
}
