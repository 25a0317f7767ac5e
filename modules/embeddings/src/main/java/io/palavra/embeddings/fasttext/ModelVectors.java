package io.palavra.embeddings.fasttext;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.text.Ngrams;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The word vectors of a model. */
final class ModelVectors {
  private ModelVectors() {}

  static WordVectors of(FastTextModel model) {
    if (model.input() instanceof VectorsTable table) {
      return table.vectors();
    }
    ModelShape shape = model.shape();
    Words words = model.words();
    if (model.input() instanceof PlainTable plain
        && (words.kept().isEmpty() || !shape.hasSubwords())) {
      FloatRows table = FloatRows.of(plain.values(), plain.width());
      return shape.hasSubwords()
          ? WordVectors.withSubwords(words.index(), table, shape.dimensions(), ngrams(shape))
          : WordVectors.of(words.index(), table, shape.dimensions());
    }
    FloatRows rows = FloatRows.zeros(words.size(), WordVectors.width(shape.dimensions()));
    for (int i = 0; i < words.size(); i++) {
      float[] mean = mean(model, words.index().utf8(i)).orElseThrow();
      System.arraycopy(mean, 0, rows.numbers(), rows.place(i), mean.length);
    }
    return shape.hasSubwords()
        ? WordVectors.withUnseen(
            words.index(),
            rows,
            shape.dimensions(),
            word -> mean(model, word.getBytes(StandardCharsets.UTF_8)))
        : WordVectors.of(words.index(), rows, shape.dimensions());
  }

  private static Ngrams ngrams(ModelShape shape) {
    return new Ngrams(Math.max(1, shape.shortest()), shape.longest(), shape.buckets());
  }

  /** The mean of the rows that a word has; empty where it has none. */
  private static Optional<float[]> mean(FastTextModel model, byte[] word) {
    LineCoder coder = new LineCoder(model.words(), model.shape());
    coder.word(word, 0, word.length);
    int count = coder.count();
    if (count == 0) {
      return Optional.empty();
    }
    float[] mean = new float[model.shape().dimensions()];
    for (int k = 0; k < count; k++) {
      model.input().addTo(coder.rows()[k], 1f / count, mean);
    }
    return Optional.of(mean);
  }
}
