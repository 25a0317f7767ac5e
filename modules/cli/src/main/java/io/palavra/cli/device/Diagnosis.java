package io.palavra.cli.device;

import io.palavra.pipeline.machine.Machine;
import io.palavra.pipeline.machine.gpu.Card;
import io.palavra.pipeline.machine.gpu.Probe;
import io.palavra.pipeline.machine.gpu.Request;
import io.palavra.pipeline.machine.gpu.Survey;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * What the program runs on, and what is wrong with that.
 *
 * @param facts by name, in the order in which they are shown
 * @param complaints one sentence each, with what to do
 */
record Diagnosis(Map<String, String> facts, List<String> complaints) {
  /** What ND4J calls its builds for x86; 0 is that for any processor. */
  private static final List<String> LEVELS = List.of("for any processor", "AVX", "AVX2", "AVX-512");

  private static final long GIB = 1L << 30;
  private static final long LEAST_HEAP = GIB / 2;
  private static final long LEAST_DISK = 2 * GIB;

  static Diagnosis of(Machine machine, Survey survey, Path folder) {
    Map<String, String> facts = new LinkedHashMap<>();
    List<String> complaints = new ArrayList<>();
    facts.put("system", machine.os() + " " + machine.arch());
    facts.put("java", machine.java());
    facts.put("processor", machine.cpu().isEmpty() ? "unknown" : machine.cpu());
    facts.put("cores", String.valueOf(machine.cores()));
    facts.put(
        "instruction sets",
        machine.cpuFlags().isEmpty() ? "unknown" : String.join(" ", machine.cpuFlags()));
    memory(machine, facts, complaints);
    backend(machine, facts, complaints);
    facts.put("vector module", machine.vectorModule() ? "yes" : "no");
    gpus(survey, facts, complaints);
    disk(folder, facts, complaints);
    filter(facts, complaints);
    return new Diagnosis(facts, complaints);
  }

  private static void memory(Machine machine, Map<String, String> facts, List<String> complaints) {
    facts.put(
        "memory",
        machine.memoryBytes().isPresent() ? gib(machine.memoryBytes().getAsLong()) : "unknown");
    facts.put("heap at most", gib(machine.maxHeapBytes()));
    if (machine.maxHeapBytes() < LEAST_HEAP) {
      complaints.add("The heap is small: set PALAVRA_JAVA_OPTS=-Xmx2g.");
    }
    if (machine.memoryBytes().isPresent()
        && machine.maxHeapBytes() > machine.memoryBytes().getAsLong() * 3 / 4) {
      complaints.add(
          "The heap may take nearly all memory, and ND4J's arrays lie outside of it: set a smaller -Xmx.");
    }
  }

  private static void backend(Machine machine, Map<String, String> facts, List<String> complaints) {
    try {
      Properties nd4j = Nd4j.getExecutioner().getEnvironmentInformation();
      facts.put(
          "backend", text(nd4j, "backend") + ", " + Nd4j.getBackend().getClass().getSimpleName());
      facts.put("blas", text(nd4j, "blas.vendor"));
      facts.put("blas threads", text(nd4j, "blas.threads"));
      facts.put("openmp threads", text(nd4j, "omp.threads"));
      NativeOps natives = NativeOpsHolder.getInstance().getDeviceNativeOps();
      facts.put("native build", LEVELS.get(Math.min(natives.binaryLevel(), LEVELS.size() - 1)));
      if (natives.binaryLevel() < natives.optimalLevel()) {
        complaints.add(
            "ND4J's build is for an older processor than this one: start through scripts/palavra.");
      }
    } catch (RuntimeException | LinkageError e) {
      facts.put("backend", "none");
      complaints.add("ND4J does not start (" + e + "): delete ~/.javacpp/cache and try again.");
    }
  }

  private static void gpus(Survey survey, Map<String, String> facts, List<String> complaints) {
    if (!survey.anySign()) {
      facts.put("gpu", "none");
      return;
    }
    facts.put(
        "gpu",
        survey.cards().isEmpty()
            ? "not to be seen"
            : String.join("; ", survey.cards().stream().map(Card::kind).toList()));
    for (Probe probe : survey.probes()) {
      if (probe instanceof Probe.Refused refused) {
        complaints.add(capital(refused.sentence()) + ".");
      }
    }
    facts.put("device", DeviceChoice.of(Request.parse("auto"), () -> survey).why());
  }

  private static String capital(String sentence) {
    return sentence.startsWith("gpu:")
        ? sentence
        : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private static void disk(Path folder, Map<String, String> facts, List<String> complaints) {
    try {
      FileStore store = Files.getFileStore(folder.toAbsolutePath());
      facts.put("free disk here", gib(store.getUsableSpace()));
      if (store.getUsableSpace() < LEAST_DISK) {
        complaints.add("Less than 2 GiB are free here: a run with its checkpoints may not fit.");
      }
    } catch (IOException e) {
      facts.put("free disk here", "unknown");
    }
    if (!Files.isWritable(folder)) {
      complaints.add("This folder can not be written to: use --out DIR.");
    }
  }

  private static void filter(Map<String, String> facts, List<String> complaints) {
    boolean refuses = "!*".equals(System.getProperty("jdk.serialFilter"));
    facts.put("serial filter", refuses ? "refuses all" : "not set");
    if (!refuses) {
      complaints.add("Started without -Djdk.serialFilter=!*: start through scripts/palavra.");
    }
  }

  private static String text(Properties properties, String key) {
    return String.valueOf(properties.getOrDefault(key, "unknown"));
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
  }
}
