package io.palavra.translator;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.ScoredModel;
import io.palavra.translator.data.PairTensors;
import io.palavra.translator.data.Subwords;
import io.palavra.translator.data.TranslationData;
import io.palavra.translator.network.Reader;
import io.palavra.translator.score.Scores;
import io.palavra.translator.search.BeamSearch;
import io.palavra.translator.search.Hypothesis;
import io.palavra.translator.search.SearchOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained translator. Texts of about the same length are translated together; the answer to a
 * text depends neither on the others nor on the order. May be used by several threads.
 */
public final class Translator implements ScoredModel {
  private static final int TOGETHER = 32;

  private final TranslatorOptions options;
  private final Subwords subwords;
  private final ComputationGraph network;
  private final Reader reader;

  Translator(TranslatorOptions options, Subwords subwords, ComputationGraph network) {
    this.options = options;
    this.subwords = subwords;
    this.network = network;
    this.reader = new Reader(network);
  }

  @Override
  public String kind() {
    return TranslatorKind.ID;
  }

  /** How it is scored where nothing else is said. */
  public SearchOptions search() {
    return options.decoding().search();
  }

  /** The best translation of a text. */
  public String translate(String text) {
    return translate(List.of(text), search()).get(0).get(0).text();
  }

  /**
   * The best translations of each text, the best first; of a blank text one that is empty.
   *
   * @param texts a sentence each
   */
  public List<List<Translation>> translate(List<String> texts, SearchOptions search) {
    List<List<Translation>> answers = new ArrayList<>();
    texts.forEach(text -> answers.add(List.of(new Translation("", 0, 0))));
    int[][] ids = texts.stream().map(subwords::source).toArray(int[][]::new);
    int[] due =
        IntStream.range(0, ids.length)
            .filter(i -> ids[i].length > 1)
            .boxed()
            .sorted(Comparator.comparingInt(i -> ids[i].length))
            .mapToInt(Integer::intValue)
            .toArray();
    BeamSearch beams =
        new BeamSearch(
            search, Subwords.BEGIN, Subwords.END, Vocabulary.PAD, Vocabulary.UNK, Subwords.BEGIN);
    for (int from = 0; from < due.length; from += TOGETHER) {
      int[] batch = Arrays.copyOfRange(due, from, Math.min(due.length, from + TOGETHER));
      int[][] sources = Arrays.stream(batch).mapToObj(i -> ids[i]).toArray(int[][]::new);
      List<List<Hypothesis>> found = translate(sources, beams);
      for (int i = 0; i < batch.length; i++) {
        answers.set(batch[i], found.get(i).stream().map(this::translation).toList());
      }
    }
    return answers;
  }

  /** BLEU, BLEU in lower case, and chrF of the translations of a data set's test part. */
  @Override
  public ModelScore score(DataRequest data) {
    return score(TranslationData.test(data));
  }

  ModelScore score(List<ParallelText> pairs) {
    List<String> sources = pairs.stream().map(ParallelText::source).toList();
    List<String> ours =
        translate(sources, search()).stream().map(found -> found.get(0).text()).toList();
    return Scores.of(sources, ours, pairs.stream().map(ParallelText::target).toList());
  }

  @Override
  public void close() {
    network.close();
  }

  private List<List<Hypothesis>> translate(int[][] sources, BeamSearch beams) {
    INDArray ids = PairTensors.ids(sources);
    INDArray mask = PairTensors.mask(sources);
    int[] lengths = Arrays.stream(sources).mapToInt(row -> row.length).toArray();
    return beams.translate(reader.read(ids, mask), lengths);
  }

  private Translation translation(Hypothesis found) {
    return new Translation(subwords.text(found.tokens()), found.score(), found.logProbability());
  }
}
