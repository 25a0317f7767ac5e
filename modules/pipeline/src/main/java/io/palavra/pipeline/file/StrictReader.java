package io.palavra.pipeline.file;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Bytes to characters, with nothing guessed and nothing replaced: bytes that are not of the charset
 * end the reading with a {@link BadInputException} that names the line and says which charset the
 * bytes look like. A byte order mark at the start is removed; a NUL is refused, since no text has
 * one. Lines are counted by line feeds.
 */
public final class StrictReader extends Reader {
  private static final int BYTES = 1 << 13;
  private static final int CONTEXT = 20;

  private final InputStream in;
  private final String source;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BYTES);
  private final char[] chars = new char[BYTES];
  private int position;
  private int limit;
  private long lines = 1;
  private boolean started;
  private boolean bytesEnded;
  private boolean over;
  private BadInputException complaint;

  /**
   * @param in closed with this reader
   * @param source names the file in complaints
   */
  public StrictReader(InputStream in, String source, Charset charset) {
    this.in = in;
    this.source = source;
    this.charset = charset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    bytes.flip();
  }

  @Override
  public int read(char[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (position == limit && !decodeMore()) {
      return -1;
    }
    int n = Math.min(length, limit - position);
    System.arraycopy(chars, position, target, offset, n);
    position += n;
    return n;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Fills {@link #chars}; the characters before a fault are handed out before it is thrown. */
  private boolean decodeMore() {
    if (complaint != null) {
      throw complaint;
    }
    position = 0;
    limit = 0;
    if (over) {
      return false;
    }
    CharBuffer out = CharBuffer.wrap(chars);
    while (out.position() == 0) {
      CoderResult result = decoder.decode(bytes, out, bytesEnded);
      if (result.isError()) {
        check(out);
        if (complaint == null) {
          complaint = malformed(result.length());
        }
        limit = limit == 0 ? out.position() : limit;
        return limit > 0 || decodeMore();
      }
      if (out.position() == 0 && bytesEnded) {
        over = true;
        decoder.flush(out);
        if (out.position() == 0) {
          return false;
        }
      }
      if (out.position() == 0) {
        fill();
      }
      if (!started && out.position() > 0) {
        started = true;
        dropByteOrderMark(out);
      }
    }
    limit = out.position();
    check(out);
    return limit > 0 || decodeMore();
  }

  private void dropByteOrderMark(CharBuffer out) {
    if (chars[0] == '\uFEFF') {
      System.arraycopy(chars, 1, chars, 0, out.position() - 1);
      out.position(out.position() - 1);
    }
  }

  /** Counts lines and looks for NUL, before which the characters end. */
  private void check(CharBuffer out) {
    int end = out.position();
    for (int i = 0; i < end; i++) {
      char c = chars[i];
      if (c == '\n') {
        lines++;
      } else if (c == 0) {
        limit = i;
        out.position(i);
        complaint =
            BadInputException.at(
                source,
                lines,
                "\0",
                "text in " + charset + " without NUL; is the file binary, or in UTF-16?");
        return;
      }
    }
  }

  private void fill() {
    boolean first = !started && bytes.position() == 0 && bytes.limit() == 0;
    bytes.compact();
    try {
      int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
      if (n < 0) {
        bytesEnded = true;
      } else {
        bytes.position(bytes.position() + n);
      }
    } catch (IOException e) {
      throw BadInputException.at(source, lines, null, e.getMessage()).because(e);
    } finally {
      bytes.flip();
    }
    if (first && charset.equals(StandardCharsets.UTF_8)) {
      refuseUtf16();
    }
  }

  private void refuseUtf16() {
    if (bytes.remaining() < 2) {
      return;
    }
    int head = (bytes.get(0) & 0xff) << 8 | bytes.get(1) & 0xff;
    if (head == 0xfeff || head == 0xfffe) {
      throw BadInputException.at(
          source,
          1,
          "byte order mark of UTF-16",
          "text in UTF-8; this is UTF-16: " + CharsetAdvice.of("UTF-16"));
    }
  }

  private BadInputException malformed(int length) {
    StringBuilder found = new StringBuilder(length == 1 ? "byte" : "bytes");
    for (int i = 0; i < Math.min(length, bytes.remaining()); i++) {
      found.append(String.format(Locale.ROOT, " 0x%02X", bytes.get(bytes.position() + i)));
    }
    return BadInputException.at(
        source, lines, found.toString(), "text in " + charset + lookAlike());
  }

  /** The two 8-bit charsets differ in 0x80 to 0x9F, where ISO-8859-1 has no letters. */
  private String lookAlike() {
    if (!charset.equals(StandardCharsets.UTF_8)) {
      return "; say --charset NAME for another one";
    }
    boolean windows = false;
    int end = Math.min(bytes.limit(), bytes.position() + CONTEXT);
    for (int i = bytes.position(); i < end; i++) {
      int b = bytes.get(i) & 0xff;
      windows |= b >= 0x80 && b <= 0x9f;
    }
    String guess = windows ? "windows-1252" : "ISO-8859-1";
    return "; this looks like " + guess + ": " + CharsetAdvice.of(guess);
  }
}
