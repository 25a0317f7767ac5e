package io.palavra.search.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.search.tune.FakeKind;
import io.palavra.training.kind.LayerChoice;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CandidateRequestTest {
  record Saying(int epochs, int patience, boolean keepBest) {}

  record Patient(int epochs, int patience) {}

  record ToTheEnd(int epochs) {}

  private static CandidateRequest request(Record options) {
    return new CandidateRequest(
        new FakeKind(),
        DataRequest.of("nothing"),
        options,
        Set.of(),
        9,
        Optional.empty(),
        LayerChoice.KERNELS,
        Optional.empty());
  }

  private static boolean keepsBest(Record options) {
    return request(options).keepsBest(options);
  }

  @Test
  void aCandidateIsScoredByTheModelThatItsKindKeeps() {
    assertThat(keepsBest(new Saying(9, 2, true))).isTrue();
    assertThat(keepsBest(new Saying(9, 2, false))).isFalse();
    assertThat(keepsBest(new Patient(9, 2))).isTrue();
    assertThat(keepsBest(new ToTheEnd(9))).isFalse();
  }
}
