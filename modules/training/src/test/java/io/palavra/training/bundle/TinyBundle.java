package io.palavra.training.bundle;

import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bundle with an entry of every sort, small enough to be looked at byte by byte. */
final class TinyBundle {
  static final String VOCABULARY = "<pad>\t0\n<unk>\t0\nnão\t7\nótimo\t5\n😀\t1\n";

  private TinyBundle() {}

  static ModelBundle create() {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put("options.json", "{\n  \"hidden\": 2\n}\n");
    texts.put("vocabulary.txt", VOCABULARY);
    texts.put("labels.json", "[\"negativo\", \"positivo\"]\n");
    texts.put("tokenizer.json", "{\"name\": \"words\", \"options\": {\"lower-case\": \"true\"}}\n");
    texts.put("cleaning.json", "{}\n");
    texts.put("provenance.json", "{\"seed\": 1}\n");
    texts.put("metrics.json", "{\"test\": {\"accuracy\": 0.75}}\n");
    texts.put("calibration.json", "{\"temperature\": 1.25}\n");
    return new ModelBundle("sentiment", texts, weights());
  }

  private static SortedMap<String, FloatTensor> weights() {
    SortedMap<String, FloatTensor> weights = new TreeMap<>();
    float[] table = {0, -0.0f, 1, -1, 0.1f, Float.MIN_VALUE, Float.MAX_VALUE, 3e-5f, 2, 4};
    weights.put("embedding/W", new FloatTensor(new long[] {5, 2}, table));
    weights.put("out/\"b\" ção", new FloatTensor(new long[] {2}, new float[] {0.5f, -0.25f}));
    weights.put("scalar", new FloatTensor(new long[0], new float[] {7}));
    weights.put("void", new FloatTensor(new long[] {3, 0}, new float[0]));
    return weights;
  }

  /** Weights of any size. */
  static FloatTensor random(long seed, int rows, int columns) {
    Random random = new Random(seed);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new FloatTensor(new long[] {rows, columns}, values);
  }
}
