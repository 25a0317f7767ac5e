package io.palavra.translator.data;

import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.subword.BytePairLearner;
import io.palavra.pipeline.subword.SubwordTokenizer;
import io.palavra.pipeline.subword.UnigramLearner;
import java.util.List;
import java.util.function.Function;

/** How words are cut into sub-words. */
public enum Segmentation {
  /** Byte-pair encoding (Sennrich, Haddow and Birch 2016). */
  BYTE_PAIRS {
    @Override
    SubwordTokenizer learn(
        List<ParallelText> pairs,
        List<Function<ParallelText, String>> sides,
        boolean lowerCase,
        int size) {
      BytePairLearner learner = new BytePairLearner(lowerCase);
      sides.forEach(side -> pairs.forEach(pair -> learner.add(side.apply(pair))));
      return learner.learn(size);
    }
  },

  /** The unigram language model (Kudo 2018). */
  UNIGRAM {
    @Override
    SubwordTokenizer learn(
        List<ParallelText> pairs,
        List<Function<ParallelText, String>> sides,
        boolean lowerCase,
        int size) {
      UnigramLearner learner = new UnigramLearner(lowerCase);
      sides.forEach(side -> pairs.forEach(pair -> learner.add(side.apply(pair))));
      return learner.learn(size);
    }
  };

  /**
   * @param sides what is learned from
   * @param size merges or pieces
   */
  abstract SubwordTokenizer learn(
      List<ParallelText> pairs,
      List<Function<ParallelText, String>> sides,
      boolean lowerCase,
      int size);
}
