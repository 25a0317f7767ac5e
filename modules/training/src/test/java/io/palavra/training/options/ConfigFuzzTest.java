package io.palavra.training.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.loop.TrainingOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Damaged configurations give options or a complaint in one line, and nothing else. */
class ConfigFuzzTest {
  private static final int MUTATIONS = 3000;
  private static final long SEED = 20250118;
  private static final byte[] SPICE =
      "{}[]:,&*!|>%@`#-?'\"\\ \t\n\r\0~.0129eE_=<\u00e3\ufeff".getBytes(StandardCharsets.UTF_8);
  private static final List<String> MARKS =
      List.of("!!java.net.URL ", "&a [*a]", "<<: *a\n", "---\n", "...\n", "? ", ".nan", "-.inf");

  @Test
  void damagedYamlGivesOptionsOrAComplaint() throws IOException {
    byte[] sound =
        OptionBinder.toCommentedYaml(TrainingOptions.defaults()).getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(SEED);
    int read = 0;
    try (FileSystem disk = Jimfs.newFileSystem(Configuration.unix())) {
      Path file = disk.getPath("/work/options.yaml");
      for (int i = 0; i < MUTATIONS; i++) {
        byte[] bytes = i == 0 ? sound : damaged(sound, random);
        Files.write(file, bytes);
        read += bound(file, i, bytes) ? 1 : 0;
      }
    }
    assertThat(read).isBetween(MUTATIONS / 100, MUTATIONS - 1);
  }

  @Test
  void damagedJsonGivesOptionsOrAComplaint() {
    byte[] sound = OptionBinder.toJson(TrainingOptions.defaults()).getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(SEED + 1);
    int complaints = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      String json = new String(damaged(sound, random), StandardCharsets.UTF_8);
      try {
        OptionBinder.fromJson(TrainingOptions.class, json);
      } catch (BadInputException e) {
        complaints++;
        assertThat(e.getMessage()).startsWith("options.json").doesNotContain("\n");
      } catch (RuntimeException | Error e) {
        fail("mutation " + i + ": " + json, e);
      }
    }
    assertThat(complaints).isBetween(MUTATIONS / 2, MUTATIONS);
  }

  private static boolean bound(Path file, int mutation, byte[] bytes) {
    try {
      OptionBinder.bind(TrainingOptions.defaults(), Optional.of(file), List.of());
      return true;
    } catch (BadInputException e) {
      assertThat(mutation).as("the sound file: " + e.getMessage()).isPositive();
      assertThat(e.getMessage()).contains("options.yaml").doesNotContain("\n");
      return false;
    } catch (RuntimeException | Error e) {
      return fail("mutation " + mutation + ": " + new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  /** One to four changes: a bit, a byte or a mark with a meaning, a doubled or a lost stretch. */
  private static byte[] damaged(byte[] sound, SplittableRandom random) {
    byte[] bytes = sound.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, at + 1 + random.nextInt(24));
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = SPICE[random.nextInt(SPICE.length)];
        case 2 ->
            bytes =
                joined(
                    Arrays.copyOf(bytes, at),
                    MARKS.get(random.nextInt(MARKS.size())).getBytes(StandardCharsets.UTF_8),
                    Arrays.copyOfRange(bytes, at, bytes.length));
        case 3 ->
            bytes = joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
        default ->
            bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
