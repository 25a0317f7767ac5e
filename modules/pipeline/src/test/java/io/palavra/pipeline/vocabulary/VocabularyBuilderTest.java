package io.palavra.pipeline.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VocabularyBuilderTest {

  @Test
  void tokensAreSortedByCountThenByToken() {
    Vocabulary vocabulary = count(new VocabularyBuilder(1, 100), "b a c a c d e c".split(" "));
    assertThat(vocabulary.tokens()).containsExactly("<pad>", "<unk>", "c", "a", "b", "d", "e");
    assertThat(vocabulary.count(2)).isEqualTo(3);
    assertThat(vocabulary.count(0)).isZero();
  }

  @Test
  void rareTokensAreLeftOut() {
    Vocabulary vocabulary = count(new VocabularyBuilder(2, 100), "b a c a c".split(" "));
    assertThat(vocabulary.tokens()).containsExactly("<pad>", "<unk>", "a", "c");
    assertThat(vocabulary.id("b")).isEqualTo(Vocabulary.UNK);
  }

  @Test
  void theSizeCountsSpecialTokens() {
    VocabularyBuilder builder = new VocabularyBuilder(1, 4).special("<bos>").special("<bos>");
    assertThat(count(builder, "b", "a", "a").tokens())
        .containsExactly("<pad>", "<unk>", "<bos>", "a");
    assertThatThrownBy(() -> new VocabularyBuilder(1, 3).special("<bos>").special("<eos>").build())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("maxVocabulary");
  }

  @Test
  void aSpecialTokenInATextStandsOnce() {
    assertThat(count(new VocabularyBuilder(1, 9), "<unk>", "a").tokens())
        .containsExactly("<pad>", "<unk>", "a");
  }

  @Test
  void theOrderOfTheTextPlaysNoPart() {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      tokens.addAll(Collections.nCopies(i % 7 + 1, "t" + i));
    }
    Vocabulary first = count(new VocabularyBuilder(3, 100), tokens.toArray(String[]::new));
    Collections.shuffle(tokens, new Random(5));
    assertThat(count(new VocabularyBuilder(3, 100), tokens.toArray(String[]::new)))
        .isEqualTo(first);
  }

  @Test
  void memoryIsBoundedAndFrequentTokensKeepTheirRank() {
    VocabularyBuilder builder = new VocabularyBuilder(2, 5, 100);
    for (int i = 0; i < 100_000; i++) {
      builder.add("rare" + i);
      if (i % 2 == 0) {
        builder.add("often");
      }
      if (i % 4 == 0) {
        builder.add("less");
      }
    }
    Vocabulary vocabulary = builder.build();
    assertThat(vocabulary.tokens().subList(0, 4))
        .containsExactly("<pad>", "<unk>", "often", "less");
    assertThat(builder.mostUndercount()).isPositive();
    assertThat(vocabulary.count(2)).isBetween(50_000 - builder.mostUndercount(), 50_000L);
    assertThat(builder.total()).isEqualTo(175_000);
  }

  private static Vocabulary count(VocabularyBuilder builder, String... tokens) {
    for (String token : tokens) {
      builder.add(token);
    }
    return builder.build();
  }
}
