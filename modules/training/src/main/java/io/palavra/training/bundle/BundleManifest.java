package io.palavra.training.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * {@code manifest.json}, the first entry of a bundle: from it alone follow all other bytes of the
 * zip but the entries' contents, and those it knows by their SHA-256.
 *
 * @param format version of the bundle's layout
 * @param kind id of the {@link io.palavra.training.kind.ModelKind}
 * @param palavra version that wrote the bundle
 * @param entries the other entries by name
 */
public record BundleManifest(
    int format, String kind, String palavra, SortedMap<String, Entry> entries) {
  /** The newest layout that is known here. */
  public static final int FORMAT = 1;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(4).maxNumberLength(19).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** Copies the map. */
  public BundleManifest {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  /**
   * An entry.
   *
   * @param size in bytes
   * @param sha256 64 lower-case hexadecimal digits
   */
  public record Entry(long size, String sha256) {}

  /** The manifest's only spelling. */
  byte[] bytes() {
    StringBuilder out = new StringBuilder();
    out.append("{\n  \"format\": ").append(format);
    out.append(",\n  \"kind\": \"").append(kind);
    out.append("\",\n  \"palavra\": \"").append(palavra);
    out.append("\",\n  \"entries\": {");
    String separator = "\n";
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      out.append(separator).append("    \"").append(entry.getKey());
      out.append("\": {\"size\": ").append(entry.getValue().size());
      out.append(", \"sha256\": \"").append(entry.getValue().sha256()).append("\"}");
      separator = ",\n";
    }
    return out.append("\n  }\n}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The manifest of these bytes. The format is looked at before anything else is.
   *
   * @param source what to name in a complaint
   * @throws BadInputException for a newer format, an entry that no bundle has, and whatever {@link
   *     #bytes} does not write
   */
  static BundleManifest parse(byte[] bytes, String source) {
    try (JsonParser parser = JSON.createParser(bytes)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT, source, "a JSON object");
      field(parser, "format", source);
      expect(parser.nextToken() == JsonToken.VALUE_NUMBER_INT, source, "a format number");
      checkFormat(parser.getText(), source);
      BundleManifest manifest = rest(parser, source);
      expect(Arrays.equals(manifest.bytes(), bytes), source, "the manifest as it was written");
      return manifest;
    } catch (JsonProcessingException e) {
      throw altered(source, "JSON in " + BundleEntries.MANIFEST).because(e);
    } catch (IOException e) {
      throw new UncheckedIOException(source, e);
    }
  }

  private static BundleManifest rest(JsonParser parser, String source) throws IOException {
    String kind = string(parser, "kind", BundleEntries.KIND, source);
    String palavra = string(parser, "palavra", BundleEntries.VERSION, source);
    field(parser, "entries", source);
    expect(parser.nextToken() == JsonToken.START_OBJECT, source, "entries");
    SortedMap<String, Entry> entries = new TreeMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (!BundleEntries.allowed(name)) {
        throw BadInputException.of(source, name, "only entries that a model has");
      }
      entries.put(name, entry(parser, name, source));
    }
    expect(entries.containsKey(BundleEntries.WEIGHTS), source, BundleEntries.WEIGHTS);
    return new BundleManifest(FORMAT, kind, palavra, entries);
  }

  private static Entry entry(JsonParser parser, String name, String source) throws IOException {
    expect(parser.nextToken() == JsonToken.START_OBJECT, source, "size and sha256 of " + name);
    field(parser, "size", source);
    expect(parser.nextToken() == JsonToken.VALUE_NUMBER_INT, source, "the size of " + name);
    long largest =
        name.equals(BundleEntries.WEIGHTS)
            ? BundleEntries.LARGEST_FILE
            : BundleEntries.LARGEST_TEXT;
    long size = parser.getLongValue();
    if (size < 0 || size > largest) {
      throw BadInputException.of(
          source, name + " of " + size + " bytes", "at most " + largest + " bytes");
    }
    String sha256 = string(parser, "sha256", SHA256, source);
    expect(parser.nextToken() == JsonToken.END_OBJECT, source, "size and sha256 of " + name);
    return new Entry(size, sha256);
  }

  private static void checkFormat(String number, String source) {
    if (!number.equals(String.valueOf(FORMAT))) {
      boolean never = number.startsWith("-") || number.equals("0");
      String older = FORMAT == 1 ? "format 1" : "format " + FORMAT + " or older";
      throw BadInputException.of(
          source,
          "format " + number,
          never ? older : "format " + FORMAT + " or older; a newer Palavra reads this model");
    }
  }

  private static String string(JsonParser parser, String name, Pattern form, String source)
      throws IOException {
    field(parser, name, source);
    boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
    expect(text && form.matcher(parser.getText()).matches(), source, "a " + name);
    return parser.getText();
  }

  private static void field(JsonParser parser, String name, String source) throws IOException {
    boolean there = parser.nextToken() == JsonToken.FIELD_NAME && parser.currentName().equals(name);
    expect(there, source, "the field " + name);
  }

  private static void expect(boolean holds, String source, String expected) {
    if (!holds) {
      throw altered(source, expected + " in " + BundleEntries.MANIFEST);
    }
  }

  private static BadInputException altered(String source, String expected) {
    return BadInputException.of(source, expected + "; the model is damaged or was altered");
  }
}
