package io.palavra.pipeline.split;

import io.palavra.pipeline.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A salted hash of a text, the same for texts with the same {@link ComparableText}: the first 63
 * bits of a SHA-256.
 */
final class TextHash {
  private final byte[] salt;

  TextHash(String salt) {
    this.salt = (salt + "\n").getBytes(StandardCharsets.UTF_8);
  }

  long of(String text) {
    MessageDigest digest = Sha256.begin();
    digest.update(salt);
    digest.update(ComparableText.of(text).getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest.digest()).getLong() >>> 1;
  }
}
