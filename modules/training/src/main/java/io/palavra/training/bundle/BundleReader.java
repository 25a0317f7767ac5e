package io.palavra.training.bundle;

import io.palavra.pipeline.BadInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads bundles, also those of strangers. A file is a bundle only when every byte of it is what
 * {@link BundleWriter} would have written for its contents; nothing in it names a class, nothing is
 * compressed, and nothing is allocated that the file is not long enough to fill.
 */
public final class BundleReader {
  private static final int CHUNK = 1 << 16;

  private final BundleFile file;
  private final ZipLayout layout = new ZipLayout();

  private BundleReader(BundleFile file) {
    this.file = file;
  }

  /**
   * Reads a whole bundle.
   *
   * @throws BadInputException when the file is missing, is no bundle, is cut or altered, or has a
   *     newer format
   */
  public static ModelBundle read(Path source) {
    try (BundleFile file = BundleFile.open(source)) {
      BundleReader reader = new BundleReader(file);
      return reader.bundle(reader.manifest());
    }
  }

  /**
   * Reads a bundle of a kind.
   *
   * @throws BadInputException as {@link #read(Path)}, and when it is of another kind, which is
   *     found before its contents are read
   */
  public static ModelBundle read(Path source, String kind) {
    try (BundleFile file = BundleFile.open(source)) {
      BundleReader reader = new BundleReader(file);
      BundleManifest manifest = reader.manifest();
      if (!manifest.kind().equals(kind)) {
        throw BadInputException.of(
            file.name(), "kind " + manifest.kind(), "a model of kind " + kind);
      }
      return reader.bundle(manifest);
    }
  }

  /**
   * Reads what a bundle says of itself; its entries are not looked at.
   *
   * @throws BadInputException when the file is missing, is no bundle, is cut, or has a newer format
   */
  public static BundleManifest manifest(Path source) {
    try (BundleFile file = BundleFile.open(source)) {
      return new BundleReader(file).manifest();
    }
  }

  private BundleManifest manifest() {
    int length = manifestLength();
    long start = ZipLayout.LOCAL_HEADER + (long) BundleEntries.MANIFEST.length();
    byte[] bytes = new byte[length];
    file.read(start, ByteBuffer.wrap(bytes));
    BundleManifest manifest = BundleManifest.parse(bytes, file.name());
    Checksum sum = new Checksum();
    sum.update(bytes, length);
    compare(0, layout.add(BundleEntries.MANIFEST, length, sum.crc()), BundleEntries.MANIFEST);
    checkFileSize(manifest, length);
    return manifest;
  }

  /** Looks at no more of the first header than bundles of every format have in common. */
  private int manifestLength() {
    if (file.size() < 4 || file.header(0, 4).getInt() != ZipLayout.LOCAL_SIGNATURE) {
      throw file.complaint("a Palavra model, but this is no zip");
    }
    int name = BundleEntries.MANIFEST.length();
    if (file.size() < ZipLayout.LOCAL_HEADER + name) {
      throw file.cut();
    }
    ByteBuffer header = file.header(0, ZipLayout.LOCAL_HEADER + name);
    byte[] found = new byte[name];
    header.get(ZipLayout.LOCAL_HEADER, found);
    boolean manifest =
        header.getShort(26) == name
            && new String(found, StandardCharsets.ISO_8859_1).equals(BundleEntries.MANIFEST);
    if (!manifest || header.getShort(8) != 0 || header.getInt(18) != header.getInt(22)) {
      throw file.complaint(
          "a Palavra model as it was written, but this zip does not begin with "
              + BundleEntries.MANIFEST);
    }
    long length = Integer.toUnsignedLong(header.getInt(22));
    if (length > BundleEntries.LARGEST_MANIFEST) {
      throw file.altered(BundleEntries.MANIFEST);
    }
    return (int) length;
  }

  private void checkFileSize(BundleManifest manifest, int manifestLength) {
    List<String> names = new ArrayList<>(manifest.entries().keySet());
    names.add(BundleEntries.MANIFEST);
    long contents = manifestLength;
    for (BundleManifest.Entry entry : manifest.entries().values()) {
      contents += entry.size();
    }
    long expected = ZipLayout.fileSize(names, contents);
    if (expected > BundleEntries.LARGEST_FILE) {
      throw file.complaint("a model of at most " + BundleEntries.LARGEST_FILE + " bytes");
    }
    if (file.size() < expected) {
      throw file.cut();
    }
    if (file.size() > expected) {
      throw file.complaint(expected + " bytes, but the file has " + file.size() + ": altered");
    }
  }

  private ModelBundle bundle(BundleManifest manifest) {
    SortedMap<String, Long> starts = new TreeMap<>();
    for (Map.Entry<String, BundleManifest.Entry> entry : manifest.entries().entrySet()) {
      starts.put(entry.getKey(), check(entry.getKey(), entry.getValue()));
    }
    compare(layout.end(), layout.directory(), "the zip's directory");
    SortedMap<String, String> texts = new TreeMap<>();
    starts.forEach(
        (name, start) -> {
          if (!name.equals(BundleEntries.WEIGHTS)) {
            texts.put(name, text(name, start, manifest.entries().get(name).size()));
          }
        });
    long start = starts.get(BundleEntries.WEIGHTS);
    long size = manifest.entries().get(BundleEntries.WEIGHTS).size();
    return new ModelBundle(manifest.kind(), texts, SafetensorsReader.read(file, start, size));
  }

  /** Checks the sums of an entry and the bytes before it; says where its content begins. */
  private long check(String name, BundleManifest.Entry entry) {
    long header = layout.end();
    long start = header + ZipLayout.LOCAL_HEADER + name.length();
    Checksum sum = new Checksum();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (long done = 0; done < entry.size(); done += chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK, entry.size() - done));
      file.read(start + done, chunk);
      sum.update(chunk.array(), chunk.limit());
    }
    if (!sum.sha256().equals(entry.sha256())) {
      throw file.altered(name);
    }
    compare(header, layout.add(name, entry.size(), sum.crc()), name);
    return start;
  }

  private void compare(long position, byte[] expected, String what) {
    byte[] found = new byte[expected.length];
    file.read(position, ByteBuffer.wrap(found));
    if (!java.util.Arrays.equals(found, expected)) {
      throw file.altered(what);
    }
  }

  private String text(String name, long start, long size) {
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    file.read(start, bytes);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw file.complaint("UTF-8 in " + name).because(e);
    }
    JsonShape.fault(name, text)
        .ifPresent(
            fault -> {
              throw file.complaint("JSON in " + name + ", but: " + fault);
            });
    return text;
  }
}
