package io.palavra.pipeline.corpus;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.InputFile;
import io.palavra.pipeline.file.TextFile;
import io.palavra.pipeline.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What identifies the bytes of a corpus.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record Fingerprint(String sha256) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws BadInputException when {@code sha256} has another form
   */
  public Fingerprint {
    if (!FORM.matcher(sha256).matches()) {
      throw BadInputException.of("fingerprint", sha256, "64 hexadecimal digits");
    }
  }

  /**
   * Of a file as it stands on the disk, packed or not; the same as {@code sha256sum} prints.
   *
   * @throws BadInputException when it can not be read
   */
  public static Fingerprint of(Path file) {
    MessageDigest digest = Sha256.begin();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = InputFile.raw(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
    return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
  }

  /** Of the whole file, the member chosen from it, and the charset it is read in. */
  public static Fingerprint of(TextFile file) {
    return of(List.of(of(file.path()).sha256(), file.member().orElse(""), file.charset().name()));
  }

  /** Of several things in their order, each kept apart from the next by its length. */
  public static Fingerprint of(List<String> parts) {
    Builder builder = new Builder();
    parts.forEach(builder::add);
    return builder.build();
  }

  /** This one and what was selected from it, as one. */
  public Fingerprint with(String selection) {
    return of(List.of(sha256, selection));
  }

  @Override
  public String toString() {
    return sha256;
  }

  /** Collects parts without holding them. */
  public static final class Builder {
    private final MessageDigest digest = Sha256.begin();

    /** Adds a part; the order counts. */
    public Builder add(String part) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
      return this;
    }

    /** The fingerprint of all parts; the builder is then empty again. */
    public Fingerprint build() {
      return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }
  }
}
