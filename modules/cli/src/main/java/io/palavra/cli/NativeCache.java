package io.palavra.cli;

import io.palavra.pipeline.catalog.DataFolders;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where ND4J's native libraries are unpacked: in the home folder. Of a user whom the system does
 * not know Java calls that {@code ?}, and a folder of that name would come to be in the working
 * directory; where there is no other home, they go where JavaCPP puts those of a home that can not
 * be written.
 */
final class NativeCache {
  private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  private NativeCache() {}

  static void settle() {
    Optional<Path> home = DataFolders.userHome();
    home.ifPresent(folder -> System.setProperty("user.home", folder.toString()));
    if (home.isEmpty() && System.getProperty(PROPERTY) == null) {
      String user = System.getProperty("user.name", "").replaceAll("\\W", "");
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"), ".javacpp-" + user);
      System.setProperty(PROPERTY, temporary.resolve("cache").toString());
    }
  }
}
