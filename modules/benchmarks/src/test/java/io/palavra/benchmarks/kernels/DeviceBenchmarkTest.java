package io.palavra.benchmarks.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.benchmarks.Measure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceBenchmarkTest {

  @Test
  void theFasterDeviceIsNamedCaseByCase() throws IOException {
    Map<String, Double> card =
        DeviceBenchmark.read(
            "[{\"suite\":\"device\",\"case\":\"small\",\"ours\":100.0,\"unit\":\"tokens/s\"},"
                + "{\"suite\":\"device\",\"case\":\"big\",\"ours\":900.0,\"unit\":\"tokens/s\"}]");
    List<String> said = new ArrayList<>();
    List<Measure> measures =
        DeviceBenchmark.compared(
            List.of(
                Measure.alone("device", "small", 400, "tokens/s"),
                Measure.alone("device", "big", 300, "tokens/s"),
                Measure.alone("device", "alone", 1, "tokens/s")),
            card,
            said::add);
    assertThat(said.get(0)).contains("take the processor (4.0 times)");
    assertThat(said.get(1)).contains("take the card (3.0 times)");
    assertThat(said.get(2)).contains("not measured on the card");
    assertThat(measures.get(1).toMap())
        .containsEntry("peer", "card")
        .containsEntry("theirs", 900.0);
    assertThat(measures.get(2).rival()).isEmpty();
  }
}
