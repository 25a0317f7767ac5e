package io.palavra.embeddings.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The fields of a line, parted by any number of spaces and tabs. */
final class Fields {
  private static final double[] POWERS = new double[23];
  private static final int MOST_DIGITS = 15;

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private byte[] bytes = {};
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int count;

  void split(byte[] line, int length) {
    bytes = line;
    count = 0;
    int i = 0;
    while (i < length) {
      while (i < length && space(line[i])) {
        i++;
      }
      int start = i;
      while (i < length && !space(line[i])) {
        i++;
      }
      if (i > start) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, 2 * count);
          ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = start;
        ends[count++] = i;
      }
    }
  }

  private static boolean space(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  int count() {
    return count;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  String text(int field) {
    return new String(bytes, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
  }

  /** A field as a number; NaN for what is none, and what is too large is infinite. */
  float number(int field) {
    int i = starts[field];
    int end = ends[field];
    boolean minus = bytes[i] == '-';
    if (minus || bytes[i] == '+') {
      i++;
    }
    long digits = 0;
    int scale = 0;
    int seen = 0;
    boolean point = false;
    boolean any = false;
    for (; i < end; i++) {
      int d = bytes[i] - '0';
      if (d >= 0 && d <= 9) {
        any = true;
        digits = 10 * digits + d;
        seen += digits > 0 ? 1 : 0;
        scale -= point ? 1 : 0;
        if (seen > MOST_DIGITS) {
          return slow(field);
        }
      } else if (bytes[i] == '.' && !point) {
        point = true;
      } else {
        return slow(field);
      }
    }
    if (scale < -22 || !any) {
      return slow(field);
    }
    double value = digits / POWERS[-scale];
    return (float) (minus ? -value : value);
  }

  /** Long numbers and those with an exponent, as the JDK reads them but for its own additions. */
  private float slow(int field) {
    for (int i = starts[field]; i < ends[field]; i++) {
      byte b = bytes[i];
      boolean known = b >= '0' && b <= '9' || b == '.' || b == '-' || b == '+';
      if (!known && b != 'e' && b != 'E') {
        return Float.NaN;
      }
    }
    try {
      return Float.parseFloat(text(field));
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
  }
}
