package io.palavra.pipeline.machine;

import io.palavra.pipeline.machine.gpu.Card;
import io.palavra.pipeline.machine.gpu.Survey;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The machine and the Java that the program runs on, as far as plain Java can tell.
 *
 * @param os name and version
 * @param arch as Java names it: {@code amd64}, {@code aarch64}
 * @param cpu the processor's name; empty where it is unknown
 * @param cores processors that Java may use
 * @param cpuFlags instruction sets that matter here ({@code avx2}, {@code avx512f}, {@code asimd}),
 *     sorted; empty where they are unknown
 * @param maxHeapBytes the most that Java objects may take
 * @param memoryBytes the machine's or the container's memory
 * @param java version and vendor
 * @param vectorModule whether {@code jdk.incubator.vector} is there
 * @param gpus graphics processors of NVIDIA
 */
public record Machine(
    String os,
    String arch,
    String cpu,
    int cores,
    List<String> cpuFlags,
    long maxHeapBytes,
    OptionalLong memoryBytes,
    String java,
    boolean vectorModule,
    List<Card> gpus) {

  /** Copies its lists. */
  public Machine {
    cpuFlags = List.copyOf(cpuFlags);
    gpus = List.copyOf(gpus);
  }

  /** This machine; asks the operating system, which takes some milliseconds. */
  public static Machine here() {
    return with(Survey.here());
  }

  /** This machine with these cards. */
  public static Machine with(Survey survey) {
    Processor processor = Processor.here();
    return new Machine(
        property("os.name") + " " + property("os.version"),
        property("os.arch"),
        processor.name(),
        Runtime.getRuntime().availableProcessors(),
        processor.flags(),
        Runtime.getRuntime().maxMemory(),
        memory(),
        property("java.version") + " " + property("java.vendor"),
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        survey.cards());
  }

  /** Whether the processor has this instruction set, as far as is known. */
  public boolean has(String flag) {
    return cpuFlags.contains(flag.toLowerCase(Locale.ROOT));
  }

  /** Everything by name, for reports and provenance. */
  public SortedMap<String, String> toMap() {
    SortedMap<String, String> map = new TreeMap<>();
    map.put("os", os);
    map.put("arch", arch);
    map.put("cpu", cpu);
    map.put("cores", String.valueOf(cores));
    map.put("cpuFlags", String.join(" ", cpuFlags));
    map.put("maxHeapBytes", String.valueOf(maxHeapBytes));
    map.put("memoryBytes", memoryBytes.isPresent() ? "" + memoryBytes.getAsLong() : "");
    map.put("java", java);
    map.put("vectorModule", String.valueOf(vectorModule));
    map.put("gpus", String.join("; ", gpus.stream().map(Card::kind).toList()));
    return map;
  }

  private static String property(String name) {
    return System.getProperty(name, "");
  }

  private static OptionalLong memory() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return OptionalLong.of(system.getTotalMemorySize());
    }
    return OptionalLong.empty();
  }
}
