package io.palavra.translator.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.corpus.ParallelText;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubwordsTest {
  @Test
  void aTermKeepsItsCaseAndASentenceDoesNot() {
    List<ParallelText> pairs =
        Collections.nCopies(9, new ParallelText("A casa do rei", "They saw the cat of the king"));
    Subwords subwords =
        Subwords.learn(
            pairs,
            new SubwordOptions(200, true, false, 1, 50, 300, 0, Segmentation.BYTE_PAIRS, true));
    List<Integer> term = Arrays.stream(subwords.inside("cat")).boxed().toList();
    assertThat(subwords.text(term)).isEqualTo("Cat");
    assertThat(subwords.inside("cat"))
        .isEqualTo(Arrays.copyOf(subwords.target("Cat"), subwords.target("Cat").length - 1));
    assertThat(subwords.inside("Cat")).isNotEqualTo(subwords.inside("cat"));
  }

  @Test
  void lettersAndDigitsContinueAWordAndTheRestDoesNot() {
    Subwords subwords =
        Subwords.learn(
            Collections.nCopies(3, new ParallelText("x", "abc, 12 d")),
            new SubwordOptions(0, true, false, 1, 50, 300, 0));
    assertThat(joining(subwords)).containsExactly("1", "2", "a", "b", "c", "d", "x");
  }

  private static List<String> joining(Subwords subwords) {
    return IntStream.range(0, subwords.target().size())
        .filter(subwords::joins)
        .mapToObj(subwords.target()::token)
        .sorted()
        .toList();
  }
}
