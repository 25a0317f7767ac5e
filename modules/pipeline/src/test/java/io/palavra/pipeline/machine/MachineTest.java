package io.palavra.pipeline.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  @Test
  void thisMachineIsDescribed() {
    Machine here = Machine.here();
    assertThat(here.cores()).isPositive();
    assertThat(here.maxHeapBytes()).isPositive();
    assertThat(here.os()).isNotBlank();
    assertThat(here.java()).startsWith(System.getProperty("java.version"));
    assertThat(here.toMap())
        .containsKeys("os", "cpuFlags", "gpus")
        .containsEntry("arch", here.arch());
  }

  @Test
  void linuxOnX86SaysItsFlags() {
    Processor processor =
        Processor.fromCpuinfo(
            List.of(
                "processor\t: 0",
                "model name\t: Some CPU @ 2.00GHz",
                "flags\t\t: fpu sse4_2 avx2 avx512f avx512_vnni fma",
                "processor\t: 1",
                "model name\t: Other"));
    assertThat(processor.name()).isEqualTo("Some CPU @ 2.00GHz");
    assertThat(processor.flags())
        .containsExactly("avx2", "avx512_vnni", "avx512f", "fma", "sse4_2");
  }

  @Test
  void linuxOnArmSaysItsFeatures() {
    Processor processor =
        Processor.fromCpuinfo(List.of("Features\t: fp asimd sve", "CPU part\t: 0xd0c"));
    assertThat(processor).isEqualTo(new Processor("0xd0c", List.of("asimd", "sve")));
  }

  @Test
  void macOsSaysItsFlags() {
    assertThat(
            Processor.fromSysctl(
                List.of(
                    "machdep.cpu.brand_string: Intel(R) Core(TM) i7",
                    "machdep.cpu.features: FPU SSE4.2 AVX1.0 FMA",
                    "machdep.cpu.leaf7_features: AVX2 BMI1")))
        .isEqualTo(new Processor("Intel(R) Core(TM) i7", List.of("avx", "avx2", "fma", "sse4_2")));
    assertThat(
            Processor.fromSysctl(
                List.of("machdep.cpu.brand_string: Apple M2", "hw.optional.neon: 1")))
        .isEqualTo(new Processor("Apple M2", List.of("neon")));
  }

  @Test
  void theDriversAnswerIsRead() {
    assertThat(Gpu.fromSmi(List.of("NVIDIA H200, 9.0, 143771 MiB", "", "Old card, [N/A], [N/A]")))
        .containsExactly(new Gpu("NVIDIA H200", "9.0", "143771 MiB"), new Gpu("Old card", "", ""));
    assertThat(Gpu.fromSmi(List.of("NVIDIA A100"))).containsExactly(new Gpu("NVIDIA A100", "", ""));
  }

  @Test
  void theKernelsListIsRead(@TempDir Path folder) throws IOException {
    Path card = Files.createDirectories(folder.resolve("0000:01:00.0"));
    Files.writeString(card.resolve("information"), "Model: \t\t NVIDIA T4\nIRQ: 1\n");
    assertThat(Gpu.fromProc(folder)).containsExactly(new Gpu("NVIDIA T4", "", ""));
    assertThat(Gpu.fromProc(folder.resolve("none"))).isEmpty();
  }

  @Test
  void aProgramThatIsNotThereSaysNothing() {
    assertThat(Command.lines("no-such-program-anywhere")).isEmpty();
    assertThat(Command.isThere("no-such-program-anywhere")).isFalse();
  }
}
