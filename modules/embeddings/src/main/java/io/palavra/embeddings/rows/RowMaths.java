package io.palavra.embeddings.rows;

import java.lang.reflect.Constructor;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Which arithmetic this JVM computes with, chosen once: the Vector API where the module {@code
 * jdk.incubator.vector} is present (start the JVM with {@code --add-modules jdk.incubator.vector}),
 * plain Java elsewhere. The system property {@code io.palavra.embeddings.rows=plain} chooses plain
 * Java.
 */
public final class RowMaths {
  private static final Optional<Constructor<?>> VECTORS = vectors();

  private RowMaths() {}

  /** A new instance for one thread. */
  public static RowMath best() {
    if (VECTORS.isPresent()) {
      try {
        return (RowMath) VECTORS.get().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return plain();
  }

  /** A new instance in plain Java, whatever this JVM has. */
  public static RowMath plain() {
    return new PlainRows();
  }

  private static Optional<Constructor<?>> vectors() {
    Logger log = Logger.getLogger(RowMaths.class.getName());
    if ("plain".equals(System.getProperty("io.palavra.embeddings.rows"))
        || ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      log.fine("plain Java; --add-modules jdk.incubator.vector makes it several times as fast");
      return Optional.empty();
    }
    try {
      Constructor<?> constructor =
          Class.forName("io.palavra.embeddings.rows.VectorRows").getDeclaredConstructor();
      constructor.newInstance();
      return Optional.of(constructor);
    } catch (ReflectiveOperationException | LinkageError e) {
      log.log(Level.FINE, "the Vector API is there but can not be used; plain Java", e);
      return Optional.empty();
    }
  }
}
