package io.palavra.training.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Damage at places that a seed picks; the seed is printed when one goes unseen. */
class BundleDamageTest {
  private static final int TRIES = 1000;

  private final FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
  private final Path folder = memory.getPath("/");
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private byte[] whole;

  @BeforeEach
  void aWholeBundle() throws IOException {
    Path file = folder.resolve("whole.palavra");
    BundleWriter.write(file, TinyBundle.create());
    whole = Files.readAllBytes(file);
  }

  @AfterEach
  void close() throws IOException {
    memory.close();
  }

  @Test
  void oneFlippedBitIsSeen() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int bit = random.nextInt(whole.length * 8);
      byte[] bytes = whole.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(bytes, "bit " + bit);
    }
  }

  @Test
  void everyByteCounts() throws IOException {
    for (int at = 0; at < whole.length; at++) {
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      assertRefused(bytes, "byte " + at);
    }
  }

  @Test
  void aCutIsSeen() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int length = i < 50 ? i : random.nextInt(whole.length);
      assertRefused(Arrays.copyOf(whole, length), "cut at " + length);
    }
  }

  @Test
  void manyChangedBytesAreSeen() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      byte[] bytes = whole.clone();
      int start = random.nextInt(bytes.length);
      int end = Math.min(bytes.length, start + 1 + random.nextInt(64));
      byte[] noise = new byte[end - start];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, bytes, start, noise.length);
      if (!Arrays.equals(bytes, whole)) {
        assertRefused(bytes, "bytes " + start + " to " + end);
      }
    }
  }

  @Test
  void bytesBehindTheEndOrInBetweenAreSeen() throws IOException {
    for (int i = 0; i < 200; i++) {
      int at = i == 0 ? whole.length : random.nextInt(whole.length + 1);
      byte[] bytes = new byte[whole.length + 1];
      System.arraycopy(whole, 0, bytes, 0, at);
      System.arraycopy(whole, at, bytes, at + 1, whole.length - at);
      assertRefused(bytes, "one more byte at " + at);
    }
  }

  private void assertRefused(byte[] bytes, String what) throws IOException {
    Path file = folder.resolve("damaged.palavra");
    Files.write(file, bytes);
    try {
      BundleReader.read(file);
    } catch (BadInputException e) {
      assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
      return;
    } catch (RuntimeException | Error e) {
      fail("seed " + seed + ", " + what, e);
    }
    fail("seed " + seed + ", unseen: " + what);
  }
}
