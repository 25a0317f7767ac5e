package io.palavra.training.version;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build of Palavra this is, as Maven wrote it down. */
public final class Build {

  private Build() {}

  /** The version of Palavra: {@code 0.1.0}. */
  public static String version() {
    return property("version");
  }

  /** The version of Deeplearning4j that Palavra was compiled against. */
  public static String deeplearning4j() {
    return property("deeplearning4j");
  }

  /** The source revision, where the build was told with {@code -Dpalavra.revision}. */
  public static String revision() {
    return property("revision");
  }

  private static String property(String name) {
    Properties properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("build.properties", e);
    }
    return properties.getProperty(name, "unknown");
  }
}
