package io.palavra.pipeline.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A graphics processor of NVIDIA.
 *
 * @param name as its driver names it
 * @param computeCapability {@code 8.6}; empty where the driver does not say
 * @param memory {@code 24576 MiB}; empty where the driver does not say
 */
public record Gpu(String name, String computeCapability, String memory) {
  private static final Path PROC = Path.of("/proc/driver/nvidia/gpus");

  /** Those that the driver shows; none where there is no driver. */
  static List<Gpu> present() {
    if (Command.isThere("nvidia-smi")) {
      List<String> lines =
          Command.lines(
              "nvidia-smi", "--query-gpu=name,compute_cap,memory.total", "--format=csv,noheader");
      // Drivers before 2021 do not know compute_cap and refuse the whole question.
      List<Gpu> gpus =
          fromSmi(
              lines.isEmpty()
                  ? Command.lines("nvidia-smi", "--query-gpu=name", "--format=csv,noheader")
                  : lines);
      if (!gpus.isEmpty()) {
        return gpus;
      }
    }
    return fromProc(PROC);
  }

  static List<Gpu> fromSmi(List<String> lines) {
    List<Gpu> gpus = new ArrayList<>();
    for (String line : lines) {
      if (!line.isBlank()) {
        String[] fields = line.split(",", -1);
        gpus.add(new Gpu(fields[0].strip(), field(fields, 1), field(fields, 2)));
      }
    }
    return gpus;
  }

  static List<Gpu> fromProc(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Gpu> gpus = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted(Comparator.comparing(Path::toString)).toList()) {
        Path information = entry.resolve("information");
        if (Files.isReadable(information)) {
          for (String line : Files.readAllLines(information, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("Model:")) {
              gpus.add(new Gpu(line.substring("Model:".length()).strip(), "", ""));
            }
          }
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return gpus;
  }

  private static String field(String[] fields, int index) {
    String value = index < fields.length ? fields[index].strip() : "";
    return value.startsWith("[") ? "" : value;
  }

  @Override
  public String toString() {
    return name
        + (computeCapability.isEmpty() ? "" : ", compute capability " + computeCapability)
        + (memory.isEmpty() ? "" : ", " + memory);
  }
}
