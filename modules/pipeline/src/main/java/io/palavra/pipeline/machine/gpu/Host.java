package io.palavra.pipeline.machine.gpu;

import io.palavra.pipeline.machine.program.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the operating system itself says of cards and of their driver.
 *
 * @param system which one
 * @param x86 whether its processor is a 64-bit x86 one
 * @param driverLibrary whether the driver's library that CUDA calls is there; empty where that can
 *     not be told
 * @param cardOnBus whether a card of NVIDIA is on the PCI bus, whatever drives it
 * @param visible what {@code CUDA_VISIBLE_DEVICES} leaves of the cards, where it is set
 */
record Host(
    OperatingSystem system,
    boolean x86,
    Optional<Boolean> driverLibrary,
    boolean cardOnBus,
    Optional<String> visible) {
  private static final String LIBRARY = "libcuda.so.1";
  private static final String WSL_FOLDER = "/usr/lib/wsl/lib";
  private static final List<String> LIBRARY_FOLDERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib64",
          "/usr/lib",
          "/usr/local/nvidia/lib64",
          "/usr/local/nvidia/lib",
          "/usr/local/cuda/compat",
          "/run/opengl-driver/lib",
          WSL_FOLDER);
  private static final String NVIDIA = "0x10de";
  private static final String DISPLAY_CLASS = "0x03";

  /** Operating systems, as far as they differ here. */
  enum OperatingSystem {
    LINUX,
    WSL1,
    WSL2,
    WINDOWS,
    OTHER
  }

  boolean windowsDriver() {
    return system == OperatingSystem.WINDOWS || system == OperatingSystem.WSL2;
  }

  /** Where nvidia-smi lies when it is not on the path. */
  static List<String> programs(OperatingSystem system, Map<String, String> environment) {
    return switch (system) {
      case WSL2 -> List.of("nvidia-smi", WSL_FOLDER + "/nvidia-smi");
      case WINDOWS ->
          List.of(
              "nvidia-smi",
              environment.getOrDefault("ProgramFiles", "C:\\Program Files")
                  + "\\NVIDIA Corporation\\NVSMI\\nvidia-smi.exe");
      default -> List.of("nvidia-smi");
    };
  }

  /**
   * Looks around.
   *
   * @param root of the file system
   * @param os {@code os.name}
   * @param arch {@code os.arch}
   * @param ask runs a command
   */
  static Host of(
      Path root,
      String os,
      String arch,
      Map<String, String> environment,
      Function<List<String>, Answer> ask) {
    OperatingSystem system = system(root, os);
    return new Host(
        system,
        arch.equals("amd64") || arch.equals("x86_64"),
        library(root, system, environment, ask),
        onBus(root.resolve("sys/bus/pci/devices")),
        Optional.ofNullable(environment.get("CUDA_VISIBLE_DEVICES")));
  }

  private static OperatingSystem system(Path root, String os) {
    String name = os.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return OperatingSystem.WINDOWS;
    }
    if (!name.startsWith("linux")) {
      return OperatingSystem.OTHER;
    }
    String release = first(root.resolve("proc/sys/kernel/osrelease"));
    if (!release.toLowerCase(Locale.ROOT).contains("microsoft")) {
      return OperatingSystem.LINUX;
    }
    // WSL 1 has a kernel of Microsoft's own, "4.4.0-19041-Microsoft"; WSL 2 has a Linux.
    return release.endsWith("-Microsoft") ? OperatingSystem.WSL1 : OperatingSystem.WSL2;
  }

  private static Optional<Boolean> library(
      Path root,
      OperatingSystem system,
      Map<String, String> environment,
      Function<List<String>, Answer> ask) {
    if (system == OperatingSystem.WINDOWS) {
      String windows = environment.getOrDefault("SystemRoot", "C:\\Windows");
      return is(root, windows + "\\System32\\nvcuda.dll") ? Optional.of(true) : Optional.empty();
    }
    Stream<String> folders =
        Stream.concat(
            Stream.of(environment.getOrDefault("LD_LIBRARY_PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty()),
            LIBRARY_FOLDERS.stream());
    if (folders.anyMatch(folder -> is(root, folder + "/" + LIBRARY))) {
      return Optional.of(true);
    }
    List<String> cache = ask.apply(List.of("ldconfig", "-p")).linesIfDone();
    if (cache.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(cache.stream().anyMatch(line -> line.strip().startsWith(LIBRARY + " ")));
  }

  private static boolean is(Path root, String file) {
    try {
      return Files.exists(root.resolve(file.startsWith("/") ? file.substring(1) : file));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean onBus(Path devices) {
    if (!Files.isDirectory(devices)) {
      return false;
    }
    try (Stream<Path> all = Files.list(devices)) {
      return all.anyMatch(
          device ->
              first(device.resolve("vendor")).equals(NVIDIA)
                  && first(device.resolve("class")).startsWith(DISPLAY_CLASS));
    } catch (IOException e) {
      return false;
    }
  }

  private static String first(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines.findFirst().orElse("").strip();
    } catch (IOException | java.io.UncheckedIOException e) {
      return "";
    }
  }
}
