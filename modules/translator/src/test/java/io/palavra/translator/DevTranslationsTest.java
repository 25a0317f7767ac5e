package io.palavra.translator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.training.loop.DevScore;
import io.palavra.translator.data.SubwordOptions;
import io.palavra.translator.data.Subwords;
import io.palavra.translator.network.NetworkOptions;
import io.palavra.translator.network.TranslatorNetwork;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class DevTranslationsTest {
  private static final List<ParallelText> PAIRS =
      List.of(
          new ParallelText("um dois", "dois um"),
          new ParallelText("casa", "casa"),
          new ParallelText("livro bom sim", "sim bom livro"));

  /** Of equal weights, whatever their size costs while the network learns. */
  private static DevScore score(double l2) {
    NetworkOptions shape = TranslatorOptions.defaults().network();
    TranslatorOptions options =
        TranslatorOptions.defaults()
            .with(new NetworkOptions(shape.cell(), shape.attention(), true, 1, 8, 8, true, 0, 0))
            .with(new SubwordOptions(20, true, false, 1, 50, 300, 0));
    Subwords subwords = Subwords.learn(PAIRS, options.text());
    ComputationGraph network =
        new ComputationGraph(
            TranslatorNetwork.configuration(
                new NeuralNetConfiguration.Builder().seed(7).l2(l2),
                options.network(),
                0,
                subwords.source().size(),
                subwords.target().size()));
    network.init();
    TranslatorNetwork.tie(network, options.network());
    return new DevTranslations(options, subwords, PAIRS).score(network);
  }

  @Test
  void theLossIsThatOfTheSubwordsAlone() {
    Map<String, Double> free = score(0).metrics();
    Map<String, Double> dear = score(0.5).metrics();
    assertThat(dear.get("loss")).isCloseTo(free.get("loss"), within(1e-5));
    assertThat(dear.get("perplexity")).isCloseTo(Math.exp(free.get("loss")), within(1e-3));
  }
}
