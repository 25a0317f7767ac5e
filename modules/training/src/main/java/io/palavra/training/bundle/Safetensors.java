package io.palavra.training.bundle;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/**
 * Tensors in the safetensors layout: eight bytes with the length of a JSON header, little-endian;
 * the header, which gives type, shape and place of each tensor; then the values, little-endian.
 *
 * @see <a href="https://github.com/huggingface/safetensors">safetensors, "Format"</a>
 */
final class Safetensors {
  private static final int ALIGNMENT = 8;
  private static final int CHUNK = 1 << 16;

  private final SortedMap<String, FloatTensor> tensors;
  private final byte[] header;
  private final long size;

  /**
   * @throws IllegalArgumentException when a value is not finite or the header is too large
   */
  Safetensors(SortedMap<String, FloatTensor> tensors) {
    this.tensors = tensors;
    StringBuilder json = new StringBuilder("{");
    long offset = 0;
    for (Map.Entry<String, FloatTensor> entry : tensors.entrySet()) {
      checkFinite(entry.getKey(), entry.getValue());
      long end = offset + 4L * entry.getValue().values().length;
      json.append(json.length() > 1 ? "," : "").append('"');
      JsonStringEncoder.getInstance().quoteAsString(entry.getKey(), json);
      json.append("\":{\"dtype\":\"F32\",\"shape\":");
      json.append(Arrays.toString(entry.getValue().shape()).replace(" ", ""));
      json.append(",\"data_offsets\":[").append(offset).append(',').append(end).append("]}");
      offset = end;
    }
    byte[] text = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    header = Arrays.copyOf(text, (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(header, text.length, header.length, (byte) ' ');
    if (header.length > BundleEntries.LARGEST_TENSOR_HEADER) {
      throw new IllegalArgumentException(tensors.size() + " tensors are too many for a bundle");
    }
    size = Long.BYTES + header.length + offset;
  }

  private static void checkFinite(String name, FloatTensor tensor) {
    for (float value : tensor.values()) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("the weights " + name + " hold " + value);
      }
    }
  }

  long size() {
    return size;
  }

  void writeTo(OutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    out.write(buffer.putLong(header.length).array(), 0, Long.BYTES);
    out.write(header);
    for (FloatTensor tensor : tensors.values()) {
      float[] values = tensor.values();
      for (int from = 0; from < values.length; from += CHUNK / Float.BYTES) {
        int count = Math.min(CHUNK / Float.BYTES, values.length - from);
        buffer.clear().asFloatBuffer().put(values, from, count);
        out.write(buffer.array(), 0, count * Float.BYTES);
      }
    }
  }
}
