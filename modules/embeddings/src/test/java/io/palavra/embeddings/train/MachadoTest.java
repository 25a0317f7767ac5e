package io.palavra.embeddings.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.text.CorpusWords;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Corpus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two million words of Machado de Assis, one short training. */
class MachadoTest {
  private static final List<List<String>> TOPICS =
      List.of(
          List.of("pai", "mãe", "filho", "filha", "irmão", "tio"),
          List.of("janeiro", "março", "abril", "maio", "junho", "agosto"),
          List.of("olhos", "boca", "mãos", "cabelos", "rosto"),
          List.of("segunda", "primeira", "terceira", "quarta"),
          List.of("manhã", "tarde", "noite", "dia"));

  @Test
  void wordsOfATopicAreNearerThanWordsAtRandom() {
    assumeTrue(
        System.getenv("PALAVRA_DATASETS") != null, "PALAVRA_DATASETS names no folder of data sets");
    Corpus<String> corpus = Catalog.standard().lines(DataRequest.of("machado")).train();
    CorpusWords words = new CorpusWords(corpus, MachadoTest::words);
    WordVectors vectors =
        EmbeddingTrainer.train(
            words,
            EmbeddingOptions.defaults()
                .with(
                    draft -> {
                      draft.epochs = 2;
                      draft.dimensions = 64;
                      draft.learningRate = 0.05;
                    }));
    double within = 0;
    int pairs = 0;
    for (List<String> topic : TOPICS) {
      for (int i = 0; i < topic.size(); i++) {
        for (int j = 0; j < i; j++) {
          within += vectors.similarity(topic.get(i), topic.get(j)).orElseThrow();
          pairs++;
        }
      }
    }
    Random random = new Random(1);
    double chance = 0;
    for (int i = 0; i < 1000; i++) {
      chance +=
          vectors
              .similarity(vectors.word(random.nextInt(5000)), vectors.word(random.nextInt(5000)))
              .orElseThrow();
    }
    assertThat(within / pairs).isGreaterThan(chance / 1000 + 0.2);
  }

  private static List<String> words(String line) {
    return Arrays.stream(line.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
