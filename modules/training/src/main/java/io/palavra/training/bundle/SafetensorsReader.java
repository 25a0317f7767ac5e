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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the tensors of a bundle. The header is checked as a whole before any array is made: the
 * tensors have to fill the data exactly, each once, without holes and without overlap.
 */
final class SafetensorsReader {
  private static final int MOST_DIMENSIONS = 16;
  private static final int CHUNK = 1 << 16;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxNameLength(1000)
                  .maxStringLength(1000)
                  .maxNumberLength(19)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * A tensor's place.
   *
   * @param begin offset in the data
   * @param end behind its last byte
   */
  private record Spec(String name, long[] shape, long begin, long end) {}

  private final BundleFile file;

  private SafetensorsReader(BundleFile file) {
    this.file = file;
  }

  /**
   * Reads the tensors of an entry.
   *
   * @throws BadInputException when the layout is not kept or a value is not finite
   */
  static SortedMap<String, FloatTensor> read(BundleFile file, long start, long size) {
    SafetensorsReader reader = new SafetensorsReader(file);
    if (size < Long.BYTES) {
      throw reader.fault("eight bytes of length");
    }
    long length = file.header(start, Long.BYTES).getLong();
    if (length < 2 || length > size - Long.BYTES || length > BundleEntries.LARGEST_TENSOR_HEADER) {
      throw reader.fault("a header within the entry, not one of " + length + " bytes");
    }
    byte[] header = new byte[(int) length];
    file.read(start + Long.BYTES, ByteBuffer.wrap(header));
    List<Spec> specs = reader.specs(header);
    long data = start + Long.BYTES + length;
    reader.checkPlaces(specs, size - Long.BYTES - length);
    SortedMap<String, FloatTensor> tensors = new TreeMap<>();
    for (Spec spec : specs) {
      tensors.put(spec.name(), reader.tensor(spec, data));
    }
    return tensors;
  }

  private List<Spec> specs(byte[] header) {
    try (JsonParser parser = JSON.createParser(header)) {
      List<Spec> specs = new ArrayList<>();
      expect(parser.nextToken() == JsonToken.START_OBJECT, "a header in JSON");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        specs.add(spec(parser, parser.currentName()));
      }
      expect(parser.nextToken() == null, "one JSON header");
      return specs;
    } catch (JsonProcessingException e) {
      throw fault("a header in JSON").because(e);
    } catch (IOException e) {
      throw new UncheckedIOException(file.name(), e);
    }
  }

  private Spec spec(JsonParser parser, String name) throws IOException {
    expect(parser.nextToken() == JsonToken.START_OBJECT, "a tensor under " + name);
    boolean type = false;
    long[] shape = null;
    long[] offsets = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      if (field.equals("dtype")) {
        parser.nextToken();
        expect(parser.getText().equals("F32"), "dtype F32 for " + name);
        type = true;
      } else if (field.equals("shape")) {
        shape = numbers(parser, name, MOST_DIMENSIONS);
      } else if (field.equals("data_offsets")) {
        offsets = numbers(parser, name, 2);
      } else {
        throw fault("dtype, shape and data_offsets alone for " + name);
      }
    }
    boolean all = type && shape != null && offsets != null && offsets.length == 2;
    expect(all, "dtype, shape and data_offsets for " + name);
    return new Spec(name, shape, offsets[0], offsets[1]);
  }

  private long[] numbers(JsonParser parser, String name, int most) throws IOException {
    expect(parser.nextToken() == JsonToken.START_ARRAY, "numbers for " + name);
    long[] numbers = new long[most];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      boolean number = parser.currentToken() == JsonToken.VALUE_NUMBER_INT && count < most;
      expect(number && parser.getLongValue() >= 0, "at most " + most + " sizes for " + name);
      numbers[count] = parser.getLongValue();
      count++;
    }
    return java.util.Arrays.copyOf(numbers, count);
  }

  private void checkPlaces(List<Spec> specs, long dataSize) {
    specs.sort(Comparator.comparingLong(Spec::begin).thenComparingLong(Spec::end));
    long next = 0;
    for (Spec spec : specs) {
      expect(spec.begin() == next, spec.name() + " right behind the tensor before it");
      long bytes = spec.end() - spec.begin();
      boolean fits = bytes >= 0 && bytes % Float.BYTES == 0 && bytes / Float.BYTES == places(spec);
      expect(fits, "as many bytes for " + spec.name() + " as its shape has places");
      boolean array = bytes / Float.BYTES <= Integer.MAX_VALUE - 8;
      expect(array, "at most 2^31 values in " + spec.name());
      next = spec.end();
    }
    expect(next == dataSize, "tensors that fill the entry");
  }

  private long places(Spec spec) {
    try {
      return FloatTensor.places(spec.shape());
    } catch (IllegalArgumentException e) {
      throw fault("a shape that fits the file for " + spec.name()).because(e);
    }
  }

  private FloatTensor tensor(Spec spec, long data) {
    float[] values = new float[(int) ((spec.end() - spec.begin()) / Float.BYTES)];
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < values.length; done += CHUNK / Float.BYTES) {
      int count = Math.min(CHUNK / Float.BYTES, values.length - done);
      chunk.clear().limit(count * Float.BYTES);
      file.read(data + spec.begin() + (long) done * Float.BYTES, chunk);
      chunk.flip().asFloatBuffer().get(values, done, count);
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw fault("finite weights, but " + spec.name() + " holds " + value);
      }
    }
    return new FloatTensor(spec.shape(), values);
  }

  private void expect(boolean holds, String expected) {
    if (!holds) {
      throw fault(expected);
    }
  }

  private BadInputException fault(String expected) {
    return file.complaint(expected + " (in " + BundleEntries.WEIGHTS + ")");
  }
}
