package io.palavra.kernels.arithmetic;

import java.lang.reflect.Constructor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Which arithmetic this JVM computes with, chosen once: the Vector API where the module {@code
 * jdk.incubator.vector} is present (start the JVM with {@code --add-modules jdk.incubator.vector}),
 * plain Java with ND4J's BLAS elsewhere. The system property {@code io.palavra.kernels.arithmetic}
 * chooses otherwise: {@code blas}, or {@code plain} for plain Java alone.
 */
public final class Arithmetics {
  private static final Arithmetic<float[]> FLOATS = choose();
  private static final Arithmetic<double[]> DOUBLES = new PlainDoubles();
  private static final RowArithmetic<float[]> FLOAT_ROWS = chooseRows();

  private Arithmetics() {}

  /** Single precision. */
  public static Arithmetic<float[]> floats() {
    return FLOATS;
  }

  /** Operations on rows in single precision. */
  static RowArithmetic<float[]> floatRows() {
    return FLOAT_ROWS;
  }

  /** Double precision. */
  public static Arithmetic<double[]> doubles() {
    return DOUBLES;
  }

  /** Single precision in plain Java, whatever this JVM has. */
  public static Arithmetic<float[]> plainFloats() {
    return new PlainFloats();
  }

  private static Arithmetic<float[]> choose() {
    Logger log = Logger.getLogger(Arithmetics.class.getName());
    String wanted = System.getProperty("io.palavra.kernels.arithmetic", "");
    if ("plain".equals(wanted)) {
      return new PlainFloats();
    }
    if (!"blas".equals(wanted)
        && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      try {
        Constructor<?> constructor =
            Class.forName("io.palavra.kernels.arithmetic.VectorFloats").getDeclaredConstructor();
        @SuppressWarnings("unchecked")
        Arithmetic<float[]> vectors = (Arithmetic<float[]>) constructor.newInstance();
        log.log(Level.FINE, "kernels compute in {0}", vectors.description());
        return vectors;
      } catch (ReflectiveOperationException | LinkageError e) {
        log.log(
            Level.FINE,
            "the Vector API is there but can not be used; kernels compute in plain Java and BLAS",
            e);
      }
    } else {
      log.fine(
          "kernels compute in plain Java and BLAS; --add-modules jdk.incubator.vector makes them several times as fast");
    }
    return new BlasFloats();
  }

  /** What goes with the arithmetic that was chosen. */
  private static RowArithmetic<float[]> chooseRows() {
    if (FLOATS.getClass() == PlainFloats.class || FLOATS.getClass() == BlasFloats.class) {
      return new FloatRows();
    }
    try {
      Constructor<?> constructor =
          Class.forName("io.palavra.kernels.arithmetic.VectorFloatRows").getDeclaredConstructor();
      @SuppressWarnings("unchecked")
      RowArithmetic<float[]> vectors = (RowArithmetic<float[]>) constructor.newInstance();
      return vectors;
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException("the Vector API is there for products but not for rows", e);
    }
  }
}
