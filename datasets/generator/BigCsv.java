import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Writes a CSV of any size, columns {@code text,label}, to show that reading it takes no more memory
 * than reading a small one: made-up words, frequent and rare ones as in natural text, quoted fields,
 * a quoted line break now and then. The same size gives the same bytes.
 *
 * <pre>java BigCsv.java 10 > big.csv</pre>
 *
 * writes 10 GB (10^9 bytes each).
 */
public final class BigCsv {
  private static final String[] ONSETS = "b c d f g l m n p r s t v br cr pr tr fl".split(" ");
  private static final String[] VOWELS = "a e i o u ã é ó".split(" ");

  private BigCsv() {}

  public static void main(String[] args) throws IOException {
    long size = (long) (Double.parseDouble(args[0]) * 1e9);
    Random random = new Random(1);
    try (OutputStream out = new BufferedOutputStream(System.out, 1 << 20)) {
      StringBuilder row = new StringBuilder("text,label\n");
      for (long written = 0; written < size; ) {
        byte[] bytes = row.toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        written += bytes.length;
        row.setLength(0);
        row.append('"');
        int words = 5 + (int) (30 * -Math.log(1 - random.nextDouble()));
        for (int i = 0; i < words; i++) {
          row.append(i == 0 ? "" : random.nextInt(200) == 0 ? "\n" : " ");
          word(rank(random), row);
        }
        row.append(".\",").append(random.nextBoolean() ? "positivo" : "negativo").append('\n');
      }
    }
  }

  /** Zipf's law: the k-th word in proportion to 1/k, up to some ten million words. */
  private static long rank(Random random) {
    return (long) Math.exp(random.nextDouble() * Math.log(1e7));
  }

  private static void word(long rank, StringBuilder out) {
    for (long rest = rank; rest > 0; rest /= ONSETS.length * VOWELS.length) {
      int syllable = (int) (rest % (ONSETS.length * VOWELS.length));
      out.append(ONSETS[syllable / VOWELS.length]).append(VOWELS[syllable % VOWELS.length]);
    }
  }
}
