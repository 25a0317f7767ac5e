package io.palavra.training.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A bundle whose sums are right and whose contents are a stranger's. */
final class ForgedBundle {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private String manifest;

  ForgedBundle() {
    with("options.json", "{}");
    weights("{}", new byte[0]);
  }

  ForgedBundle with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  ForgedBundle with(String name, byte[] bytes) {
    entries.put(name, bytes);
    return this;
  }

  /** Header and data of the weights as they are given. */
  ForgedBundle weights(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return weights(json.length, json, data);
  }

  ForgedBundle weights(long length, byte[] header, byte[] data) {
    ByteBuffer out =
        ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(length).put(header).put(data);
    return with(BundleEntries.WEIGHTS, out.array());
  }

  /** A manifest in place of the right one. */
  ForgedBundle manifest(String text) {
    manifest = text;
    return this;
  }

  /** The manifest that fits the entries in their order. */
  String rightManifest() {
    StringBuilder out =
        new StringBuilder(
            "{\n  \"format\": 1,\n  \"kind\": \"sentiment\",\n  \"palavra\": \"0.1.0\",\n"
                + "  \"entries\": {");
    String separator = "\n";
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      Checksum sum = new Checksum();
      sum.update(entry.getValue(), entry.getValue().length);
      out.append(separator).append("    \"").append(entry.getKey()).append("\": {\"size\": ");
      out.append(entry.getValue().length).append(", \"sha256\": \"");
      out.append(sum.sha256()).append("\"}");
      separator = ",\n";
    }
    return out.append("\n  }\n}\n").toString();
  }

  Path write(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ZipLayout layout = new ZipLayout();
    String text = manifest == null ? rightManifest() : manifest;
    add(BundleEntries.MANIFEST, text.getBytes(StandardCharsets.UTF_8), layout, out);
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      add(entry.getKey(), entry.getValue(), layout, out);
    }
    out.write(layout.directory());
    return Files.write(file, out.toByteArray());
  }

  private static void add(String name, byte[] bytes, ZipLayout layout, ByteArrayOutputStream out)
      throws IOException {
    Checksum sum = new Checksum();
    sum.update(bytes, bytes.length);
    out.write(layout.add(name, bytes.length, sum.crc()));
    out.write(bytes);
  }
}
