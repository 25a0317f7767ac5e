package io.palavra.pipeline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpus;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files give records or a complaint, and nothing else. */
class ReaderFuzzTest {
  private static final int MUTATIONS = 800;
  private static final long SEED = 20250117;
  private static final byte[] SPICE = "\"\",;\t\r\n(){}[]\\: \0#-.0129\u00e9\ufeff".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "csv",
        "csv.gz",
        "tsv",
        "jsonl",
        "zip",
        "tar.gz",
        "tar",
        "label-first",
        "trees",
        "conll",
        "conllu",
        "parallel",
        "lines"
      })
  void damagedFilesGiveRecordsOrAComplaint(String kind) throws Exception {
    byte[] sound = sound(kind);
    SplittableRandom random = new SplittableRandom(SEED + kind.hashCode());
    int complaints = 0;
    try (FileSystem disk = Jimfs.newFileSystem(Configuration.unix())) {
      Path file = disk.getPath("/work/data." + kind);
      for (int i = 0; i < MUTATIONS; i++) {
        byte[] damaged = i == 0 ? sound : damage(sound, random);
        Files.write(file, damaged);
        try {
          TestFiles.read(corpus(kind, file));
        } catch (BadInputException e) {
          complaints++;
          assertThat(i).as("the sound file: " + e.getMessage()).isPositive();
          assertThat(e.getMessage()).contains("data." + kind).doesNotContain("\n");
        } catch (Throwable e) {
          fail("mutation " + i + ": " + HexFormat.of().formatHex(damaged), e);
        }
      }
    }
    assertThat(complaints).isLessThan(MUTATIONS);
  }

  private static Corpus<?> corpus(String kind, Path file) {
    Readers readers = new Readers("fuzz");
    switch (kind) {
      case "csv.gz":
        return readers.labelled(file, options("format", "csv"));
      case "zip":
      case "tar":
      case "tar.gz":
        return readers.labelled(file, options("format", "documents"));
      case "conll":
      case "conllu":
        return readers.tagged(file, options("format", kind));
      case "parallel":
        return readers.parallel(file, Optional.of(file), options("charset", "UTF-8"), Set.of());
      case "lines":
        return readers.lines(file, options("charset", "UTF-8"));
      default:
        return readers.labelled(file, options("format", kind));
    }
  }

  private static ReadingOptions options(String name, String value) {
    return new ReadingOptions(Map.of(name, value));
  }

  private static byte[] sound(String kind) {
    String csv = "text,label\n\"não, \"\"b\"\"\nc\",x\nd,y\n\n\"e\",z\n";
    Map<String, String> members = new LinkedHashMap<>();
    members.put("set/pos/1.txt", "muito bom");
    members.put("set/neg/2.txt", "não gostei, nada mesmo");
    members.put("set/neg/" + "n".repeat(120) + ".txt", "longo");
    String rest = "\t_\t_\t_\t_\t_\t_\n";
    switch (kind) {
      case "csv":
        return csv.getBytes(UTF_8);
      case "csv.gz":
        return TestFiles.gzip(csv.getBytes(UTF_8));
      case "tsv":
        return csv.replace(",", "\t").getBytes(UTF_8);
      case "jsonl":
        return "{\"text\":\"n\\u00e3o\",\"label\":\"x\"}\n{\"label\":1,\"text\":\"b\"}\n"
            .getBytes(UTF_8);
      case "zip":
        return TestFiles.zip(members);
      case "tar":
        return TestFiles.tar(members);
      case "tar.gz":
        return TestFiles.gzip(TestFiles.tar(members));
      case "trees":
        return "(3 (2 It) (4 (4 (2 's) (3 good)) (2 .)))\n(1 (2 no) (0 way))\n".getBytes(UTF_8);
      case "conllu":
        return ("# x\n1-2\tdo\t_\t_"
                + rest
                + "1\tde\tde\tADP"
                + rest
                + "2\to\to\tDET"
                + rest
                + "\n")
            .getBytes(UTF_8);
      default:
        return (kind.equals("conll")
                ? "O O\ncaso B-X\n\nfim I-X\n"
                : "NUM:x quantos são ?\nA casa\n\n")
            .getBytes(UTF_8);
    }
  }

  /** One to four changes: a bit, a byte with a meaning, a cut, a doubled or a dropped stretch. */
  private static byte[] damage(byte[] sound, SplittableRandom random) {
    byte[] bytes = sound.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, at + 1 + random.nextInt(24));
      switch (random.nextInt(6)) {
        case 0:
          bytes[at] ^= (byte) (1 << random.nextInt(8));
          break;
        case 1:
          bytes[at] = SPICE[random.nextInt(SPICE.length)];
          break;
        case 2:
          bytes[at] = (byte) random.nextInt(256);
          break;
        case 3:
          bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
          break;
        case 4:
          bytes = joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
          break;
        default:
          bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
