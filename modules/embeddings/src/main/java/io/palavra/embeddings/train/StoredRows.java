package io.palavra.embeddings.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Rows of a table as big-endian floats in a stream. */
final class StoredRows {
  private StoredRows() {}

  static void write(DataOutputStream out, float[] table, int from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count);
    bytes.asFloatBuffer().put(table, from, count);
    out.write(bytes.array());
  }

  static void read(DataInputStream in, float[] table, int to, int count) throws IOException {
    byte[] bytes = new byte[Float.BYTES * count];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asFloatBuffer().get(table, to, count);
  }
}
