package io.palavra.training.bundle;

import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.version.Build;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes bundles. Equal bundles give equal bytes, on every machine. */
public final class BundleWriter {

  private BundleWriter() {}

  /** Bytes that can be written again and again. */
  private interface Content {
    long size();

    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes or replaces a bundle. When anything fails, the former one is whole.
   *
   * @throws io.palavra.pipeline.BadInputException when the file can not be written or the disk is
   *     full
   * @throws IllegalArgumentException when the bundle is none that {@link BundleReader} reads: an
   *     entry that no model has, JSON that is none, a weight that is not finite, more than 4 GiB
   */
  public static void write(Path target, ModelBundle bundle) {
    write(target, bundle, Build.version());
  }

  /** As {@link #write(Path, ModelBundle)} in the name of a version of Palavra. */
  static void write(Path target, ModelBundle bundle, String version) {
    SortedMap<String, Content> contents = contents(bundle);
    Map<String, Checksum> sums = new TreeMap<>();
    SortedMap<String, BundleManifest.Entry> entries = new TreeMap<>();
    contents.forEach(
        (name, content) -> {
          Checksum sum = checksum(content);
          sums.put(name, sum);
          entries.put(name, new BundleManifest.Entry(content.size(), sum.sha256()));
        });
    byte[] manifest =
        new BundleManifest(BundleManifest.FORMAT, bundle.kind(), version, entries).bytes();
    checkSize(contents, manifest);
    AtomicFile.write(
        target,
        out -> {
          ZipLayout layout = new ZipLayout();
          Checksum sum = new Checksum();
          sum.update(manifest, manifest.length);
          out.write(layout.add(BundleEntries.MANIFEST, manifest.length, sum.crc()));
          out.write(manifest);
          for (Map.Entry<String, Content> entry : contents.entrySet()) {
            Content content = entry.getValue();
            String name = entry.getKey();
            out.write(layout.add(name, content.size(), sums.get(name).crc()));
            content.writeTo(out);
          }
          out.write(layout.directory());
        });
  }

  private static void checkSize(SortedMap<String, Content> contents, byte[] manifest) {
    List<String> names = new ArrayList<>(contents.keySet());
    names.add(BundleEntries.MANIFEST);
    long total = manifest.length;
    for (Content content : contents.values()) {
      total = Math.addExact(total, content.size());
    }
    if (ZipLayout.fileSize(names, total) > BundleEntries.LARGEST_FILE) {
      throw new IllegalArgumentException("a model of " + total + " bytes; a bundle holds 4 GiB");
    }
  }

  private static SortedMap<String, Content> contents(ModelBundle bundle) {
    if (!BundleEntries.KIND.matcher(bundle.kind()).matches()) {
      throw new IllegalArgumentException("the kind " + bundle.kind());
    }
    SortedMap<String, Content> contents = new TreeMap<>();
    bundle.texts().forEach((name, text) -> contents.put(name, text(name, text)));
    Safetensors tensors = new Safetensors(bundle.weights());
    contents.put(
        BundleEntries.WEIGHTS,
        new Content() {
          @Override
          public long size() {
            return tensors.size();
          }

          @Override
          public void writeTo(OutputStream out) throws IOException {
            tensors.writeTo(out);
          }
        });
    return contents;
  }

  private static Content text(String name, String text) {
    if (!BundleEntries.TEXTS.contains(name)) {
      throw new IllegalArgumentException("no bundle has an entry " + name);
    }
    byte[] bytes = utf8(name, text);
    if (bytes.length > BundleEntries.LARGEST_TEXT) {
      throw new IllegalArgumentException(name + " of " + bytes.length + " bytes is too large");
    }
    JsonShape.fault(name, text)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(name + ": " + fault);
            });
    return new Content() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }

  private static byte[] utf8(String name, String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(name + " is not Unicode: half a surrogate pair", e);
    }
  }

  private static Checksum checksum(Content content) {
    Checksum sum = new Checksum();
    try {
      content.writeTo(sum.stream());
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
