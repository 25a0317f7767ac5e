package io.palavra.training.checkpoint;

import io.palavra.pipeline.file.AtomicFile;
import io.palavra.pipeline.hash.Sha256;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A checkpoint's bytes: {@code PALAVRA-CKPT}, the format's number and the header's length as
 * big-endian 32-bit integers, the header as JSON in UTF-8, the arrays as little-endian numbers, and
 * the SHA-256 of all that. Arrays pass through in pieces, so that no copy of a network is made.
 */
final class CheckpointFile {
  private static final byte[] MAGIC = "PALAVRA-CKPT".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT = 1;
  private static final int PREFIX = MAGIC.length + 2 * Integer.BYTES;
  private static final int DIGEST = 32;
  private static final int PIECE = 1 << 17;

  private final Path path;
  private final CheckpointHeader header;
  private final long start;

  private CheckpointFile(Path path, CheckpointHeader header, long start) {
    this.path = path;
    this.header = header;
    this.start = start;
  }

  /** A file that is no whole checkpoint; the message says why. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  /** Writes a checkpoint, whole or not at all. */
  static void write(Path path, CheckpointHeader header, List<INDArray> arrays) {
    AtomicFile.write(
        path,
        file -> {
          DigestOutputStream out = new DigestOutputStream(file, Sha256.begin());
          byte[] json = header.toJson();
          DataOutputStream data = new DataOutputStream(out);
          data.write(MAGIC);
          data.writeInt(FORMAT);
          data.writeInt(json.length);
          data.write(json);
          data.flush();
          for (INDArray array : arrays) {
            writeArray(array, out);
          }
          file.write(out.getMessageDigest().digest());
        });
  }

  /**
   * Looks at a checkpoint: its digest, its header and its length, before anything is allocated for
   * its arrays.
   */
  static CheckpointFile open(Path path) throws DamagedException, IOException {
    long size = Files.size(path);
    if (size < PREFIX + DIGEST) {
      throw new DamagedException("it is cut after " + size + " bytes");
    }
    MessageDigest digest = Sha256.begin();
    byte[] json;
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path), PIECE)) {
      DigestInputStream in = new DigestInputStream(file, digest);
      json = readHeader(new DataInputStream(in), size);
      skip(in, size - PREFIX - json.length - DIGEST);
      byte[] expected = file.readNBytes(DIGEST);
      if (!Arrays.equals(expected, digest.digest()) || file.read() >= 0) {
        throw new DamagedException("its checksum does not match");
      }
    }
    CheckpointHeader header = parse(json);
    long start = PREFIX + (long) json.length;
    try {
      long bytes = Math.addExact(start, DIGEST);
      for (CheckpointHeader.Entry entry : header.arrays()) {
        bytes = Math.addExact(bytes, entry.bytes());
      }
      if (bytes != size) {
        throw new DamagedException(size + " bytes where its header means " + bytes);
      }
    } catch (ArithmeticException hostile) {
      throw new DamagedException("its header means more bytes than any file has");
    }
    return new CheckpointFile(path, header, start);
  }

  CheckpointHeader header() {
    return header;
  }

  /** Fills arrays, as many and as long as the header's entries, with the file's numbers. */
  void read(List<INDArray> into) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), PIECE)) {
      in.skipNBytes(start);
      for (int i = 0; i < into.size(); i++) {
        readArray(in, header.arrays().get(i).type(), into.get(i));
      }
    }
  }

  private static byte[] readHeader(DataInputStream in, long size)
      throws DamagedException, IOException {
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw new DamagedException("it is no checkpoint");
    }
    int format = in.readInt();
    if (format != FORMAT) {
      throw new DamagedException("it has format " + format + ", and this program reads " + FORMAT);
    }
    int length = in.readInt();
    if (length < 0 || length > size - PREFIX - DIGEST) {
      throw new DamagedException("it is cut inside its header");
    }
    return in.readNBytes(length);
  }

  private static CheckpointHeader parse(byte[] json) throws DamagedException {
    try {
      return CheckpointHeader.of(json);
    } catch (IOException e) {
      throw new DamagedException("its header can not be read");
    }
  }

  private static void skip(InputStream in, long bytes) throws IOException {
    byte[] buffer = new byte[PIECE];
    long left = bytes;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }

  private static void writeArray(INDArray array, OutputStream out) throws IOException {
    INDArray flat =
        array.rank() == 1 ? array : array.dup('c').reshape('c', new long[] {array.length()});
    boolean wide = array.dataType() == DataType.DOUBLE;
    for (long from = 0; from < flat.length(); from += PIECE) {
      long to = Math.min(flat.length(), from + PIECE);
      INDArray piece = flat.get(NDArrayIndex.interval(from, to)).dup();
      ByteBuffer bytes =
          ByteBuffer.allocate((int) (to - from) * (wide ? Double.BYTES : Float.BYTES))
              .order(ByteOrder.LITTLE_ENDIAN);
      if (wide) {
        bytes.asDoubleBuffer().put(piece.data().asDouble());
      } else {
        bytes.asFloatBuffer().put(piece.castTo(DataType.FLOAT).data().asFloat());
      }
      out.write(bytes.array());
    }
  }

  private static void readArray(InputStream in, DataType type, INDArray array) throws IOException {
    INDArray flat = array.rank() == 1 ? array : array.reshape('c', new long[] {array.length()});
    for (long from = 0; from < flat.length(); from += PIECE) {
      long to = Math.min(flat.length(), from + PIECE);
      int count = (int) (to - from);
      byte[] raw = in.readNBytes(count * type.width());
      if (raw.length < count * type.width()) {
        throw new IOException("the file got shorter while it was read");
      }
      ByteBuffer bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
      INDArray piece;
      if (type == DataType.DOUBLE) {
        double[] values = new double[count];
        bytes.asDoubleBuffer().get(values);
        piece = Nd4j.createFromArray(values);
      } else {
        float[] values = new float[count];
        bytes.asFloatBuffer().get(values);
        piece = Nd4j.createFromArray(values);
      }
      flat.get(NDArrayIndex.interval(from, to)).assign(piece);
    }
  }
}
