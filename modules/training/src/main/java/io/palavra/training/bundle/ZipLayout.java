package io.palavra.training.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a zip around its entries' contents (PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and
 * 4.3.16), in the one form that bundles have: entries stored without compression, one after
 * another, dated 1 January 1980, without extra fields or comments. Since they follow from names,
 * sizes and checksums, a reader compares them with what it would have written, and no byte can be
 * altered unseen; and what is not compressed can not swell.
 */
final class ZipLayout {
  static final int LOCAL_SIGNATURE = 0x04034b50;
  static final int LOCAL_HEADER = 30;
  static final int CENTRAL_HEADER = 46;
  static final int END = 22;

  private static final short VERSION = 20;
  private static final short UNIX = 3 << 8;
  private static final short FIRST_DAY = 0x21;
  private static final int READABLE_FILE = 0100644 << 16;

  private final List<Stored> entries = new ArrayList<>();
  private long next;

  /**
   * An entry.
   *
   * @param offset of its local header
   */
  private record Stored(byte[] name, long size, int crc, long offset) {}

  /** The bytes that all take together. */
  static long fileSize(List<String> names, long contents) {
    long size = contents + END;
    for (String name : names) {
      size += LOCAL_HEADER + CENTRAL_HEADER + 2L * name.length();
    }
    return size;
  }

  /** The local header of the next entry. */
  byte[] add(String name, long size, int crc) {
    Stored entry = new Stored(name.getBytes(StandardCharsets.US_ASCII), size, crc, next);
    entries.add(entry);
    next += LOCAL_HEADER + entry.name.length + size;
    ByteBuffer out = buffer(LOCAL_HEADER + entry.name.length);
    out.putInt(LOCAL_SIGNATURE);
    common(out, entry);
    return out.put(entry.name).array();
  }

  /** Where the central directory begins. */
  long end() {
    return next;
  }

  /** The central directory and the end of the zip. */
  byte[] directory() {
    int size = END;
    for (Stored entry : entries) {
      size += CENTRAL_HEADER + entry.name.length;
    }
    ByteBuffer out = buffer(size);
    for (Stored entry : entries) {
      out.putInt(0x02014b50).putShort((short) (UNIX | VERSION));
      common(out, entry);
      out.putShort((short) 0).putShort((short) 0).putShort((short) 0);
      out.putInt(READABLE_FILE).putInt((int) entry.offset).put(entry.name);
    }
    short count = (short) entries.size();
    out.putInt(0x06054b50).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
    out.putInt(size - END).putInt((int) next).putShort((short) 0);
    return out.array();
  }

  /** What local and central headers have in common, from the version needed to the extra field. */
  private static void common(ByteBuffer out, Stored entry) {
    out.putShort(VERSION).putShort((short) 0).putShort((short) 0);
    out.putShort((short) 0).putShort(FIRST_DAY).putInt(entry.crc);
    out.putInt((int) entry.size).putInt((int) entry.size);
    out.putShort((short) entry.name.length).putShort((short) 0);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
