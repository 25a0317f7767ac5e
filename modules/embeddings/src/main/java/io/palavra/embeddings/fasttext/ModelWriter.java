package io.palavra.embeddings.fasttext;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a model as fastText 0.9.2 does, which reads pruned tables where they are codes alone. */
final class ModelWriter {
  private static final int BLOCK = 1 << 16;

  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);

  ModelWriter(OutputStream out) {
    this.out = out;
  }

  void write(FastTextModel model) throws IOException {
    if (model.words().kept().isPresent() && !model.isQuantised()) {
      throw new IllegalArgumentException(
          "fastText reads a model that has rows for some buckets alone only if it is quantised");
    }
    number(FastTextFiles.MAGIC);
    number(FastTextFiles.VERSION);
    shape(model.shape());
    words(model.words());
    flag(model.input() instanceof PackedTable);
    table(model.input());
    flag(model.output() instanceof PackedTable);
    table(model.output());
    flush();
  }

  private void shape(ModelShape shape) throws IOException {
    number(shape.dimensions());
    number(shape.window());
    number(shape.epochs());
    number(shape.minCount());
    number(shape.negatives());
    number(shape.wordNgrams());
    number(shape.loss().ordinal() + 1);
    number(shape.kind().ordinal() + 1);
    number(shape.buckets());
    number(shape.shortest());
    number(shape.longest());
    number(shape.updateRate());
    room(8);
    buffer.putDouble(shape.subsample());
  }

  private void words(Words words) throws IOException {
    number(words.size() + words.labels().size());
    number(words.size());
    number(words.labels().size());
    longNumber(words.tokens());
    longNumber(words.kept().map(BucketIndex::size).orElse(-1));
    long[] counts = words.counts();
    for (int i = 0; i < words.size(); i++) {
      entry(words.index().utf8(i), counts[i], 0);
    }
    for (int i = 0; i < words.labels().size(); i++) {
      byte[] label = words.labels().get(i).getBytes(StandardCharsets.UTF_8);
      entry(label, counts[words.size() + i], 1);
    }
    if (words.kept().isPresent()) {
      BucketIndex kept = words.kept().get();
      for (int i = 0; i < kept.size(); i++) {
        number(kept.bucket(i));
        number(i);
      }
    }
  }

  private void entry(byte[] word, long count, int type) throws IOException {
    bytes(word);
    room(1);
    buffer.put((byte) 0);
    longNumber(count);
    room(1);
    buffer.put((byte) type);
  }

  private void table(RowTable table) throws IOException {
    if (table instanceof PackedTable packed) {
      flag(packed.norms().isPresent());
      longNumber(packed.rows());
      longNumber(packed.columns());
      number(packed.codes().length);
      bytes(packed.codes());
      book(packed.book());
      if (packed.norms().isPresent()) {
        bytes(packed.norms().get().codes());
        book(packed.norms().get().book());
      }
      return;
    }
    longNumber(table.rows());
    longNumber(table.columns());
    float[] values = new float[table.columns()];
    for (int row = 0; row < table.rows(); row++) {
      if (table instanceof PlainTable plain) {
        System.arraycopy(plain.values(), row * plain.width(), values, 0, values.length);
      } else {
        Arrays.fill(values, 0);
        table.addTo(row, 1, values);
      }
      for (float value : values) {
        room(4);
        buffer.putFloat(value);
      }
    }
  }

  private void book(Codebook book) throws IOException {
    number(book.dimensions());
    number(book.parts());
    number(book.length());
    number(book.lastLength());
    for (float value : book.centroids()) {
      room(4);
      buffer.putFloat(value);
    }
  }

  private void bytes(byte[] bytes) throws IOException {
    flush();
    out.write(bytes);
  }

  private void flag(boolean value) throws IOException {
    room(1);
    buffer.put((byte) (value ? 1 : 0));
  }

  private void number(int value) throws IOException {
    room(4);
    buffer.putInt(value);
  }

  private void longNumber(long value) throws IOException {
    room(8);
    buffer.putLong(value);
  }

  private void room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
