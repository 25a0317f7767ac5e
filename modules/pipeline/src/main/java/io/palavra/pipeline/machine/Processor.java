package io.palavra.pipeline.machine;

import io.palavra.pipeline.machine.program.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * A processor's name and instruction sets.
 *
 * @param name empty where it is unknown
 * @param flags sorted, lower case; those of {@link #INTERESTING} alone
 */
record Processor(String name, List<String> flags) {
  private static final List<String> INTERESTING =
      List.of("sse4_2", "fma", "avx", "avx2", "f16c", "neon", "asimd", "sve", "sve2");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  static Processor here() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (os.startsWith("linux")) {
      return fromCpuinfo(lines(CPUINFO));
    }
    if (os.startsWith("mac")) {
      return fromSysctl(
          Program.ask(
                  PATIENCE,
                  List.of(
                      "sysctl",
                      "machdep.cpu.brand_string",
                      "machdep.cpu.features",
                      "machdep.cpu.leaf7_features",
                      "hw.optional.neon"))
              .linesIfDone());
    }
    return new Processor(System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", ""), List.of());
  }

  /** The first processor of {@code /proc/cpuinfo}, of x86 or ARM. */
  static Processor fromCpuinfo(List<String> lines) {
    return new Processor(
        value(lines, List.of("model name", "Hardware", "CPU part")),
        interesting(value(lines, List.of("flags", "Features"))));
  }

  /** What macOS says, of Intel or Apple processors. */
  static Processor fromSysctl(List<String> lines) {
    String flags =
        value(lines, List.of("machdep.cpu.features"))
            + " "
            + value(lines, List.of("machdep.cpu.leaf7_features"))
            + (value(lines, List.of("hw.optional.neon")).equals("1") ? " neon" : "");
    flags = flags.toLowerCase(Locale.ROOT).replace("avx1.0", "avx").replace("sse4.2", "sse4_2");
    return new Processor(value(lines, List.of("machdep.cpu.brand_string")), interesting(flags));
  }

  private static String value(List<String> lines, List<String> keys) {
    for (String key : keys) {
      for (String line : lines) {
        int colon = line.indexOf(':');
        if (colon > 0 && line.substring(0, colon).strip().equals(key)) {
          return line.substring(colon + 1).strip();
        }
      }
    }
    return "";
  }

  private static List<String> interesting(String flags) {
    TreeSet<String> found = new TreeSet<>();
    for (String flag : flags.toLowerCase(Locale.ROOT).split("\\s+")) {
      if (INTERESTING.contains(flag) || flag.startsWith("avx512") || flag.startsWith("amx")) {
        found.add(flag);
      }
    }
    return new ArrayList<>(found);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }
}
