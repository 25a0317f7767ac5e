package io.palavra.embeddings.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.pipeline.hash.Sha256;
import io.palavra.training.checkpoint.RunIdentity;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The checkpoint of a run: {@code PALAVRA-VECTORS}, the identity of the run as JSON, the seconds it
 * took so far, what the training says of its state, and the SHA-256 of all that. It is replaced
 * whole, so the former one is there until the new one is.
 */
public final class StateCheckpoint {
  private static final byte[] MAGIC = "PALAVRA-VECTORS".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST = 32;
  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_IDENTITY = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Path file;
  private final RunIdentity identity;

  /** A training that can be written down and gone on with. */
  public interface State {

    /** Writes everything that going on takes. */
    void save(DataOutputStream out) throws IOException;

    /**
     * Goes back to what was saved.
     *
     * @throws IOException when it was saved by another training
     */
    void restore(DataInputStream in) throws IOException;
  }

  /**
   * The checkpoint of a run, whether it is there or not.
   *
   * @param folder where it lies
   * @param identity of the run
   */
  public StateCheckpoint(Path folder, RunIdentity identity) {
    this.folder = folder;
    this.file = folder.resolve("training.checkpoint");
    this.identity = identity;
  }

  /**
   * Whether there is one.
   *
   * @throws BadInputException when there is one of another run, or a damaged one
   */
  public boolean exists() {
    if (!Files.exists(file)) {
      return false;
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      MessageDigest digest = Sha256.begin();
      DigestInputStream in = new DigestInputStream(raw, digest);
      RunIdentity there = identity(new DataInputStream(in));
      there
          .difference(identity)
          .ifPresent(
              name -> {
                throw BadInputException.of(
                    file.toString(),
                    there.describe(name),
                    identity.describe(name) + ", or the options that this run began with");
              });
      skip(in, Files.size(file) - position(there) - DIGEST);
      if (!Arrays.equals(raw.readNBytes(DIGEST), digest.digest())) {
        throw new IOException("its checksum does not match");
      }
      return true;
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** Writes the checkpoint; the former one is whole until then. */
  public void save(State training, double seconds) {
    byte[] json = json(identity);
    AtomicFile.write(
        file,
        stream -> {
          DigestOutputStream digested = new DigestOutputStream(stream, Sha256.begin());
          DataOutputStream out = new DataOutputStream(digested);
          out.write(MAGIC);
          out.writeInt(json.length);
          out.write(json);
          out.writeDouble(seconds);
          training.save(out);
          out.flush();
          stream.write(digested.getMessageDigest().digest());
        });
  }

  /**
   * Puts a training where the checkpoint was written.
   *
   * @return seconds that training had taken
   */
  public double restore(State training) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
      identity(in);
      double seconds = in.readDouble();
      training.restore(in);
      return seconds;
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** Makes the folder and removes what a killed run left half-done there. */
  public void prepare() {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path left : (Iterable<Path>) files::iterator) {
          String name = left.getFileName().toString();
          if (name.startsWith(".training.checkpoint.")
              || name.startsWith("palavra-")
                  && (name.endsWith(".words") || name.endsWith(".pairs"))) {
            Files.deleteIfExists(left);
          }
        }
      }
    } catch (IOException e) {
      throw BadInputException.place(folder.toString(), "a folder that can be written").because(e);
    }
  }

  /** Removes the checkpoint of a run that is finished or begins anew. */
  public void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw BadInputException.of(file.toString(), "a checkpoint that can be removed").because(e);
    }
  }

  private static RunIdentity identity(DataInputStream in) throws IOException {
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw new IOException("it is no checkpoint of vectors");
    }
    int length = in.readInt();
    if (length < 0 || length > LONGEST_IDENTITY) {
      throw new IOException("it is cut or altered");
    }
    byte[] json = in.readNBytes(length);
    return new RunIdentity(JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {}));
  }

  private static long position(RunIdentity there) {
    return MAGIC.length + Integer.BYTES + (long) json(there).length;
  }

  private static byte[] json(RunIdentity identity) {
    try {
      return JSON.writeValueAsBytes(new TreeMap<>(identity.values()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void skip(InputStream in, long bytes) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = bytes;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new IOException("it is cut");
      }
      left -= read;
    }
  }

  private BadInputException damaged(IOException e) {
    return BadInputException.of(
            file.toString(), "a whole checkpoint; start anew without --resume: " + e.getMessage())
        .because(e);
  }
}
