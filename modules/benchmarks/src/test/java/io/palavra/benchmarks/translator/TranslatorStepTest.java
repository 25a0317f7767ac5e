package io.palavra.benchmarks.translator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.palavra.benchmarks.program.Djl;
import io.palavra.benchmarks.sidebyside.Program;
import io.palavra.translator.network.Architecture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranslatorStepTest {
  private static final TranslatorCase SIZE = new TranslatorCase(Architecture.TRANSFORMER, 256);

  private static List<String> names(Optional<Djl> djl) {
    return TranslatorStep.programs(SIZE, Work.BEAM5, 64, Optional.empty(), djl).stream()
        .map(Program::name)
        .toList();
  }

  @Test
  void peersThatAreMissingAreLeftOut() {
    assertThat(names(Optional.empty())).containsExactly("palavra");
  }

  /** Where it has been built, its program is given the same case. */
  @Test
  void theLibraryIsGivenTheSameCase() {
    Optional<Djl> djl = Djl.find();
    assumeThat(djl).isPresent();
    assertThat(names(djl)).containsExactly("palavra", "djl-libtorch");
    List<String> command = djl.get().translator(SIZE.arguments("beam5", 64));
    assertThat(String.join(" ", command)).endsWith(" beam5 transformer 8000 256 16 64");
  }
}
