package io.palavra.training.bundle;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.apache.commons.codec.digest.DigestUtils;

/** The two sums of an entry: SHA-256 for the manifest, CRC-32 for the zip. */
final class Checksum {
  private final MessageDigest digest = DigestUtils.getSha256Digest();
  private final CRC32 crc = new CRC32();

  void update(byte[] bytes, int length) {
    update(bytes, 0, length);
  }

  private void update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    crc.update(bytes, offset, length);
  }

  /** A stream that only sums up. */
  OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        update(new byte[] {(byte) b}, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        update(bytes, offset, length);
      }
    };
  }

  int crc() {
    return (int) crc.getValue();
  }

  /** Ends the sum; to be asked once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
