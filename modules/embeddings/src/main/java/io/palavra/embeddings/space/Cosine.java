package io.palavra.embeddings.space;

/** The cosine of two vectors. */
public final class Cosine {
  private Cosine() {}

  /** 0 where one of them is nothing but zeros. */
  public static double of(float[] a, float[] b) {
    double product = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return aa > 0 && bb > 0 ? product / Math.sqrt(aa * bb) : 0;
  }
}
