package io.palavra.embeddings.format;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.fasttext.FastTextFiles;
import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.embeddings.text.ByteOrderMark;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

/** Reads and writes files of word vectors. What a file is, its content says and not its name. */
public final class VectorFiles {
  private static final int PEEK = 1 << 12;
  private static final int ZIP_BUFFER = 1 << 16;

  private VectorFiles() {}

  /**
   * Reads any of the formats, plain or gzipped but for a mapped file, which is plain. Forgiven and
   * counted: words that come twice, rows without a word, words that are no UTF-8; forgiven: a byte
   * order mark, blank lines, several spaces, spaces inside a word.
   *
   * @throws BadInputException when a header claims other than what follows, when the file is cut,
   *     or when a row has another number of dimensions or a number that is not finite
   */
  public static LoadedVectors read(Path file) {
    return read(file, word -> true);
  }

  /**
   * The same, keeping the wanted words alone; memory is taken for these only. A model of fastText
   * is kept whole, since unseen words are built from its n-grams.
   *
   * @param wanted asked once a row
   */
  public static LoadedVectors read(Path file, Predicate<String> wanted) {
    OptionalLong size = ByteSource.plainSize(file);
    try (ByteSource in = ByteSource.open(file)) {
      if (FastTextFiles.isModel(in.ahead(Integer.BYTES))) {
        if (!Files.isRegularFile(file)) {
          throw BadInputException.of(file.toString(), "a model of fastText in a file");
        }
        FastTextModel model = FastTextFiles.read(file);
        int labels = model.isClassifier() ? model.labels().size() : 0;
        return new LoadedVectors(model.vectors(), VectorFormat.FASTTEXT_BIN, 0, 0, 0, labels);
      }
      if (MappedVectors.isMapped(in.ahead(PEEK))) {
        if (size.isEmpty()) {
          throw BadInputException.of(file.toString(), "a mapped file that is not packed");
        }
        WordVectors vectors = MappedVectors.open(file).load();
        return new LoadedVectors(vectors, VectorFormat.MAPPED, 0, 0, 0, 0);
      }
      in.skip(ByteOrderMark.length(in.ahead(ByteOrderMark.LENGTH)));
      int length = in.readLine(1);
      byte[] first = Arrays.copyOf(in.line(), Math.max(0, length));
      Optional<Header> header = Header.of(first, first.length);
      if (header.isPresent() && looksBinary(in.ahead(PEEK))) {
        return new BinaryVectors(in, wanted).read(header.get(), size);
      }
      return new TextVectors(in, size, wanted).read(first, header);
    }
  }

  /** Behind the first word, text has nothing but what numbers are written with. */
  private static boolean looksBinary(byte[] ahead) {
    int i = 0;
    while (i < ahead.length && ahead[i] == '\n') {
      i++;
    }
    while (i < ahead.length && ahead[i] != ' ' && ahead[i] != '\t' && ahead[i] != '\n') {
      i++;
    }
    if (i == ahead.length || ahead[i] == '\n') {
      return false;
    }
    int end = i;
    while (end < ahead.length && ahead[end] != '\n') {
      end++;
    }
    for (; i < end; i++) {
      if (ahead[i] < ' ' && ahead[i] != '\t' && ahead[i] != '\r') {
        return true;
      }
    }
    return !numeric(ahead, end);
  }

  /**
   * Whether the field that ends a line is made of what numbers, infinities and NaN are made of, or
   * of a decimal comma, so that the reader of text refuses it by line.
   */
  private static boolean numeric(byte[] line, int end) {
    int i = end - 1;
    while (i >= 0 && (line[i] == ' ' || line[i] == '\r' || line[i] == '\t')) {
      i--;
    }
    for (; i >= 0 && line[i] != ' ' && line[i] != '\t'; i--) {
      if ("0123456789+-.,eEnaNifINFtyTY".indexOf(line[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Writes or replaces a file, whole or not at all, packed where its name ends in .gz. The formats
   * of word2vec, GloVe and fastText's text leave out words with white space in them, since no
   * reader would find where they end, and a word without a letter. {@link VectorFormat#MAPPED}
   * holds every word, {@link VectorFormat#FASTTEXT_BIN} every one but with a NUL, which ends it
   * there.
   *
   * @return how many words were left out
   * @throws BadInputException before anything is written, when there is no word to write, when a
   *     vector has a number that is not finite, or when a model of fastText's would have a word
   *     with a NUL
   */
  public static int write(WordVectors vectors, Path file, VectorFormat format) {
    requireName(file, format);
    Writable.require(vectors, file);
    if (format == VectorFormat.FASTTEXT_BIN) {
      Writable.requireForFastText(vectors, file);
      AtomicFile.write(
          file, packed(file, out -> FastTextFiles.write(FastTextModel.of(vectors), out)));
      return 0;
    }
    if (format == VectorFormat.MAPPED) {
      MappedVectors.write(vectors, file);
      return 0;
    }
    boolean[] kept = new boolean[vectors.size()];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      String word = vectors.word(i);
      kept[i] = !word.isEmpty() && word.chars().noneMatch(c -> c <= ' ');
      count += kept[i] ? 1 : 0;
    }
    if (count == 0) {
      throw Writable.nothing(file);
    }
    String header = count + " " + vectors.dimensions() + "\n";
    AtomicFile.write(
        file,
        packed(
            file,
            out -> {
              if (format.hasHeader()) {
                out.write(header.getBytes(StandardCharsets.US_ASCII));
              }
              for (int i = 0; i < kept.length; i++) {
                if (kept[i]) {
                  row(out, vectors.word(i), vectors.vector(i), format);
                }
              }
            }));
    return vectors.size() - count;
  }

  /**
   * Looks at a name before there is anything to write.
   *
   * @throws BadInputException when it asks for a packed file of a format that is read in place
   */
  public static void requireName(Path file, VectorFormat format) {
    if (format == VectorFormat.MAPPED && isPacked(file)) {
      throw BadInputException.of(
          file.toString(), "a name without .gz: a mapped file is not packed");
    }
  }

  private static boolean isPacked(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private static AtomicFile.Content packed(Path file, AtomicFile.Content content) {
    if (!isPacked(file)) {
      return content;
    }
    return out -> {
      GZIPOutputStream zip = new GZIPOutputStream(out, ZIP_BUFFER);
      BufferedOutputStream buffered = new BufferedOutputStream(zip, ZIP_BUFFER);
      content.writeTo(buffered);
      buffered.flush();
      zip.finish();
    };
  }

  private static void row(OutputStream out, String word, float[] vector, VectorFormat format)
      throws IOException {
    out.write(word.getBytes(StandardCharsets.UTF_8));
    if (format.isBinary()) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector);
      out.write(' ');
      out.write(bytes.array());
    } else {
      StringBuilder text = new StringBuilder(12 * vector.length);
      for (float value : vector) {
        text.append(' ').append(value);
      }
      text.append(format == VectorFormat.FASTTEXT_VEC ? " " : "");
      out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
    out.write('\n');
  }
}
