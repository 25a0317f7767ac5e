package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.FloatRows;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Rows of a table as big-endian floats in a stream, without what rounds a row up to its width. */
public final class StoredRows {
  private StoredRows() {}

  /** Writes the first numbers of the first rows. */
  public static void write(DataOutputStream out, FloatRows table, int rows, int dimensions)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * dimensions);
    for (int row = 0; row < rows; row++) {
      bytes.asFloatBuffer().put(table.numbers(), table.place(row), dimensions);
      out.write(bytes.array());
    }
  }

  /** Reads what {@link #write} wrote of as many rows. */
  public static void read(DataInputStream in, FloatRows table, int rows, int dimensions)
      throws IOException {
    byte[] bytes = new byte[Float.BYTES * dimensions];
    for (int row = 0; row < rows; row++) {
      in.readFully(bytes);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(table.numbers(), table.place(row), dimensions);
    }
  }
}
