package io.palavra.pipeline.split;

import com.ibm.icu.text.Normalizer2;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A salted hash of a text, the same for texts that differ in letter case, compatibility forms and
 * white space alone: the first 63 bits of a SHA-256.
 */
final class TextHash {
  private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();

  private final byte[] salt;

  TextHash(String salt) {
    this.salt = (salt + "\n").getBytes(StandardCharsets.UTF_8);
  }

  long of(String text) {
    MessageDigest digest = sha256();
    digest.update(salt);
    digest.update(spaced(FOLD.normalize(text)).getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest.digest()).getLong() >>> 1;
  }

  /** Each run of white space as one space, none at the ends. */
  private static String spaced(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        space = out.length() > 0;
      } else {
        if (space) {
          out.append(' ');
        }
        space = false;
        out.append(c);
      }
    }
    return out.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
