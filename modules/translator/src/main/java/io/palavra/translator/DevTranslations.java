package io.palavra.translator;

import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.training.loop.BatchSource.BatchStream;
import io.palavra.training.loop.DataLoss;
import io.palavra.training.loop.DevScore;
import io.palavra.training.loop.TrainingBatch;
import io.palavra.training.loop.Validator;
import io.palavra.translator.data.PairBatches;
import io.palavra.translator.data.Subwords;
import io.palavra.translator.score.Bleu;
import io.palavra.translator.score.ChrF;
import io.palavra.translator.search.SearchOptions;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Scores a network on the development pairs: {@code loss} in nats a sub-word, {@code perplexity},
 * and BLEU and chrF of greedy translations of {@value #MOST_TRANSLATED} sentences at most.
 */
final class DevTranslations implements Validator {
  static final Set<String> METRICS = Set.of("loss", "perplexity", "bleu", "chrf");

  private static final int MOST_TRANSLATED = 500;

  private final TranslatorOptions options;
  private final Subwords subwords;
  private final List<ParallelText> pairs;
  private final PairBatches batches;

  DevTranslations(TranslatorOptions options, Subwords subwords, List<ParallelText> pairs) {
    this.options = options;
    this.subwords = subwords;
    this.pairs = pairs.subList(0, Math.min(MOST_TRANSLATED, pairs.size()));
    this.batches =
        new PairBatches(
            pairs, subwords, options.text().forScoring(), options.training().batchSize(), 0);
  }

  @Override
  public Set<String> metrics() {
    return METRICS;
  }

  @Override
  public DevScore score(ComputationGraph network) {
    double nats = 0;
    long tokens = 0;
    try (BatchStream all = batches.open(0, 0)) {
      while (all.hasNext()) {
        TrainingBatch batch = all.next();
        nats += batch.meanLoss(DataLoss.of(network, batch.data())) * batch.losses();
        tokens += batch.tokens();
      }
    }
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("loss", nats / tokens);
    metrics.put("perplexity", Math.exp(nats / tokens));
    Translator translator = new Translator(options, subwords, network);
    List<String> sources = pairs.stream().map(ParallelText::source).toList();
    List<String> references = pairs.stream().map(ParallelText::target).toList();
    List<String> ours =
        translator.translate(sources, SearchOptions.greedy()).stream()
            .map(found -> found.get(0).text())
            .toList();
    metrics.put("bleu", Bleu.standard().of(ours, references));
    metrics.put("chrf", new ChrF().of(ours, references));
    return new DevScore(metrics);
  }
}
