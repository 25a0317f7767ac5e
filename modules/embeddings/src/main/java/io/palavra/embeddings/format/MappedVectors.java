package io.palavra.embeddings.format;

import io.palavra.embeddings.Directions;
import io.palavra.embeddings.Greatest;
import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Vectors in a file that is mapped, not read: opening takes the same few milliseconds whatever its
 * size, and several processes share one copy in memory. Safe for use by several threads.
 *
 * <p>All numbers are little-endian: {@code PLVVEC01}, words and slots as four bytes each,
 * dimensions, four bytes of zeros, bytes of all words; then a length a vector, the vectors, where
 * each word begins (one more than words, eight bytes each), a table of slots that finds words (four
 * bytes each, number plus 1, open addressing by FNV-1a), and the words in UTF-8.
 */
public final class MappedVectors {
  private static final byte[] MAGIC = "PLVVEC01".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = 32;
  private static final int BLOCK = 256;

  private final String source;
  private final int size;
  private final int dimensions;
  private final int slots;
  private final long letterBytes;
  private final Pieces lengths;
  private final Pieces rows;
  private final Pieces starts;
  private final Pieces table;
  private final Pieces letters;

  private MappedVectors(String source, FileChannel channel) throws IOException {
    this.source = source;
    ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
    while (head.hasRemaining() && channel.read(head, head.position()) > 0) {
      continue;
    }
    head.flip();
    byte[] magic = new byte[MAGIC.length];
    if (head.remaining() == HEAD) {
      head.get(magic);
    }
    if (!Arrays.equals(magic, MAGIC)) {
      throw BadInputException.of(source, "a file of mapped vectors");
    }
    size = head.getInt();
    slots = head.getInt();
    dimensions = head.getInt();
    head.getInt();
    letterBytes = head.getLong();
    boolean sound = size > 0 && dimensions > 0 && dimensions <= 1 << 16 && letterBytes >= 0;
    sound &= slots > size && Integer.bitCount(slots) == 1;
    long expected = HEAD + 4L * size + 4L * size * dimensions + 8L * (size + 1L) + 4L * slots;
    if (!sound || expected + letterBytes != channel.size()) {
      throw BadInputException.of(
          source,
          size + " words of " + dimensions + " in " + channel.size() + " bytes",
          "as many bytes as the beginning of the file says; is it cut?");
    }
    long at = HEAD;
    lengths = new Pieces(channel, at, 4L * size, 4);
    at += 4L * size;
    rows = new Pieces(channel, at, 4L * size * dimensions, 4 * dimensions);
    at += 4L * size * dimensions;
    starts = new Pieces(channel, at, 8L * (size + 1L), 8);
    at += 8L * (size + 1L);
    table = new Pieces(channel, at, 4L * slots, 4);
    letters = new Pieces(channel, at + 4L * slots, letterBytes, 1);
  }

  /** A part of the file in maps of at most a gigabyte, none of which cuts an entry. */
  private static final class Pieces {
    private final ByteBuffer[] maps;
    private final long each;

    Pieces(FileChannel channel, long from, long length, int entry) throws IOException {
      each = (1 << 30) / entry * (long) entry;
      maps = new ByteBuffer[(int) ((length + each - 1) / each)];
      for (int i = 0; i < maps.length; i++) {
        long start = i * each;
        MappedByteBuffer map =
            channel.map(
                FileChannel.MapMode.READ_ONLY, from + start, Math.min(each, length - start));
        maps[i] = map.order(ByteOrder.LITTLE_ENDIAN);
      }
    }

    private ByteBuffer map(long at) {
      return maps[(int) (at / each)];
    }

    int number(long at) {
      return map(at).getInt((int) (at % each));
    }

    long longNumber(long at) {
      return map(at).getLong((int) (at % each));
    }

    byte oneByte(long at) {
      return map(at).get((int) (at % each));
    }

    void floats(long at, float[] to, int offset, int count) {
      ByteBuffer view = map(at).duplicate().order(ByteOrder.LITTLE_ENDIAN);
      view.position((int) (at % each));
      view.asFloatBuffer().get(to, offset, count);
    }
  }

  /**
   * Opens a file. Its numbers are not looked at, which would be to read all of it: one that is not
   * finite, which {@link #write} lets nobody write, is near to nothing, and {@link #load} refuses
   * it.
   *
   * @throws BadInputException when it is none of these, or is cut
   */
  public static MappedVectors open(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new MappedVectors(file.toString(), channel);
    } catch (IOException e) {
      throw BadInputException.of(file.toString(), "a readable file: " + e.getMessage()).because(e);
    }
  }

  /** Whether a file begins as one of these. */
  static boolean isMapped(byte[] head) {
    return head.length >= MAGIC.length && Arrays.equals(Arrays.copyOf(head, MAGIC.length), MAGIC);
  }

  /**
   * Writes or replaces a file, whole or not at all.
   *
   * @throws BadInputException before anything is written, when there is no word, or when a vector
   *     has a number that is not finite
   */
  public static void write(WordVectors vectors, Path file) {
    Writable.require(vectors, file);
    int size = vectors.size();
    int slots = Math.min(1 << 30, Integer.highestOneBit(Math.max(1, Math.min(size, 1 << 28))) << 2);
    int[] table = new int[slots];
    long[] starts = new long[size + 1];
    for (int i = 0; i < size; i++) {
      byte[] word = vectors.index().utf8(i);
      starts[i + 1] = starts[i] + word.length;
      int slot = hash(word) & slots - 1;
      while (table[slot] > 0) {
        slot = slot + 1 & slots - 1;
      }
      table[slot] = i + 1;
    }
    AtomicFile.write(
        file,
        out -> {
          ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
          head.put(MAGIC).putInt(size).putInt(slots).putInt(vectors.dimensions()).putInt(0);
          out.write(head.putLong(starts[size]).array());
          for (int i = 0; i < size; i++) {
            floats(out, new float[] {(float) Directions.length(vectors.vector(i))});
          }
          for (int i = 0; i < size; i++) {
            floats(out, vectors.vector(i));
          }
          for (long start : starts) {
            ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            out.write(eight.putLong(start).array());
          }
          for (int slot : table) {
            ByteBuffer four = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            out.write(four.putInt(slot).array());
          }
          for (int i = 0; i < size; i++) {
            out.write(vectors.index().utf8(i));
          }
        });
  }

  private static void floats(OutputStream out, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  private static int hash(byte[] word) {
    int hash = 0x811C9DC5;
    for (byte b : word) {
      hash = (hash ^ b & 0xff) * 0x01000193;
    }
    return hash ^ hash >>> 15;
  }

  /** How many words there are. */
  public int size() {
    return size;
  }

  /** Numbers in a vector. */
  public int dimensions() {
    return dimensions;
  }

  /** The word of a number. */
  public String word(int number) {
    return new String(bytes(number), StandardCharsets.UTF_8);
  }

  private byte[] bytes(int number) {
    long from = starts.longNumber(8L * number);
    long to = starts.longNumber(8L * number + 8);
    if (from < 0 || to < from || to > letterBytes || to - from > 1 << 20) {
      throw BadInputException.of(source, "the place of word " + number, "a sound file");
    }
    byte[] word = new byte[(int) (to - from)];
    for (int i = 0; i < word.length; i++) {
      word[i] = letters.oneByte(from + i);
    }
    return word;
  }

  /** The number of a word; -1 when it is not there. */
  public int find(String word) {
    byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
    int slot = hash(utf8) & slots - 1;
    for (int tried = 0; tried < slots; tried++) {
      int number = table.number(4L * slot) - 1;
      if (number < 0 || number >= size) {
        return -1;
      }
      if (Arrays.equals(bytes(number), utf8)) {
        return number;
      }
      slot = slot + 1 & slots - 1;
    }
    return -1;
  }

  /** The vector of a number: {@code [dimensions]}. */
  public float[] vector(int number) {
    float[] vector = new float[dimensions];
    rows.floats(4L * number * dimensions, vector, 0, dimensions);
    return vector;
  }

  /** The vector of a word; empty when it is not there. */
  public Optional<float[]> vector(String word) {
    int number = find(word);
    return number < 0 ? Optional.empty() : Optional.of(vector(number));
  }

  /**
   * The nearest words by cosine, as {@link WordVectors#nearest(float[], int, Set)} has them, by
   * looking at each of them.
   */
  public List<Neighbour> nearest(float[] vector, int count, Set<String> without) {
    Optional<float[]> query = Directions.query(vector, dimensions);
    if (query.isEmpty()) {
      return List.of();
    }
    Set<Integer> skipped = without.stream().map(this::find).collect(Collectors.toSet());
    int width = query.get().length;
    RowMath math = RowMaths.best();
    float[] block = new float[BLOCK * width];
    float[] products = new float[BLOCK];
    Greatest best = new Greatest(count);
    for (int from = 0; from < size && count > 0; from += BLOCK) {
      int n = Math.min(BLOCK, size - from);
      for (int i = 0; i < n; i++) {
        rows.floats(4L * (from + i) * dimensions, block, i * width, dimensions);
      }
      math.scan(query.get(), block, 0, n, products, width);
      for (int i = 0; i < n; i++) {
        float length = Float.intBitsToFloat(lengths.number(4L * (from + i)));
        float cosine = products[i] / length;
        if (length > 0 && best.takes(cosine) && !skipped.contains(from + i)) {
          best.add(from + i, cosine);
        }
      }
    }
    return best.sorted().stream()
        .map(hit -> new Neighbour(word(hit.number()), hit.score()))
        .toList();
  }

  /**
   * All of them in memory.
   *
   * @throws BadInputException when a vector has a number that is not finite
   */
  public WordVectors load() {
    VectorTable loaded = new VectorTable(source, dimensions, word -> true);
    for (int i = 0; i < size; i++) {
      byte[] word = bytes(i);
      float[] vector = vector(i);
      Writable.requireFinite(vector, source, () -> new String(word, StandardCharsets.UTF_8));
      loaded.add(word, 0, word.length, vector);
    }
    return loaded.loaded(VectorFormat.MAPPED).vectors();
  }
}
