package io.palavra.training.bundle;

import java.nio.file.Path;

/**
 * Makes the frozen bundle of the present format. It is run once, when a format is new; from then on
 * the file stays as it is and every later version reads it:
 *
 * <pre>{@code
 * mvn -pl modules/training -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp "modules/training/target/test-classes:modules/training/target/classes:$(cat modules/training/target/classpath)" \
 *   io.palavra.training.bundle.FrozenBundle modules/training/src/test/resources/io/palavra/training/bundle/format-1.palavra
 * }</pre>
 */
public final class FrozenBundle {

  private FrozenBundle() {}

  /** Writes to the path in the first argument. */
  public static void main(String[] arguments) {
    BundleWriter.write(Path.of(arguments[0]), TinyBundle.create(), "0.1.0");
  }
}
