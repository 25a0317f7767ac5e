package io.palavra.pipeline.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}
