package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.RowMath;
import java.util.Arrays;

/** Goes once through a paragraph, one step a word. Serves one thread. */
final class ParagraphPass {
  private static final int[] HERE = {0};

  private final ParagraphTables tables;
  private final ParagraphModel model;
  private final RowMath math;
  private final Randoms random;
  private final Objective objective;
  private final int reach;
  private final int width;
  private final int[] places;
  private final int[] own = new int[1];
  private final float[] ones;

  /** The mean of the words around and the paragraph, and behind it as it was before it learned. */
  private final float[] hidden;

  private int[] sentence = {};
  private int length;

  ParagraphPass(ParagraphTables tables, RowMath math, Randoms random, Objective objective) {
    this.tables = tables;
    this.model = tables.options().model();
    this.math = math;
    this.random = random;
    this.objective = objective;
    this.reach = tables.options().words().window();
    this.width = tables.width();
    this.places = new int[2 * reach + 1];
    this.ones = new float[2 * reach];
    this.hidden = new float[2 * width];
    Arrays.fill(ones, 1);
  }

  /** Begins a paragraph of at most so many words. */
  void begin(int most) {
    length = 0;
    if (sentence.length < most) {
      sentence = new int[2 * most];
    }
  }

  /** The paragraph's next word. */
  void add(int word) {
    sentence[length++] = word;
  }

  /** A paragraph of the text: its row learns, and those of its words. */
  void learn(int paragraph, float rate) {
    learn(tables.input().numbers(), tables.paragraph(paragraph), rate, true);
  }

  /** A vector of its own learns, and nothing else. */
  void infer(float[] vector, float rate) {
    learn(vector, 0, rate, false);
  }

  private void learn(float[] vectors, int at, float rate, boolean words) {
    own[0] = at;
    for (int i = 0; i < length; i++) {
      if (model == ParagraphModel.DISTRIBUTED_MEMORY) {
        memory(vectors, at, i, rate, words);
      } else if (words && model == ParagraphModel.DISTRIBUTED_BAG_AND_WORDS) {
        int count = around(i);
        places[count] = at;
        objective.learn(vectors, places, count + 1, sentence[i], rate);
      } else {
        objective.learn(vectors, own, 1, sentence[i], rate);
      }
    }
  }

  private void memory(float[] vectors, int at, int centre, float rate, boolean words) {
    int count = around(centre);
    float[] table = tables.input().numbers();
    math.sum(table, places, ones, count, hidden, 0, width);
    float share = 1f / (count + 1);
    for (int i = 0; i < width; i++) {
      hidden[i] = (hidden[i] + vectors[at + i]) * share;
    }
    System.arraycopy(hidden, 0, hidden, width, width);
    objective.learn(hidden, HERE, 1, sentence[centre], rate);
    math.addDifference(1, hidden, 0, width, vectors, own, 1, width);
    if (words) {
      math.addDifference(1, hidden, 0, width, table, places, count, width);
    }
  }

  /** Puts where the rows of the words around a centre begin, and says how many there are. */
  private int around(int centre) {
    int drawn = 1 + random.below(reach);
    int count = 0;
    for (int i = Math.max(0, centre - drawn); i < Math.min(length, centre + drawn + 1); i++) {
      if (i != centre) {
        places[count++] = tables.input().place(sentence[i]);
      }
    }
    return count;
  }
}
