package io.palavra.benchmarks.translator;

import io.palavra.kernels.decoder.DecoderAttention;
import io.palavra.kernels.decoder.DecoderCell;
import io.palavra.kernels.fit.FusedFit;
import io.palavra.translator.data.EncodedPair;
import io.palavra.translator.data.PairTensors;
import io.palavra.translator.data.Subwords;
import io.palavra.translator.network.Architecture;
import io.palavra.translator.network.NetworkOptions;
import io.palavra.translator.network.Reader;
import io.palavra.translator.network.TranslatorNetwork;
import io.palavra.translator.search.BeamSearch;
import io.palavra.translator.search.SearchOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The translator's own network with parameters as they are drawn, and sentences of one length for
 * it. Translations have that length, too: what is measured does not hang on what is learned.
 *
 * @param architecture of the network
 * @param units of its states and vectors
 */
record TranslatorCase(Architecture architecture, int units) {
  static final int LABELS = 8_000;
  static final int STEPS = 16;
  private static final int FREQUENT = 200;
  private static final int OWN = 108;
  private static final int LAYERS = 3;
  private static final int HEADS = 4;

  private NetworkOptions options() {
    return architecture == Architecture.TRANSFORMER
        ? NetworkOptions.transformer(LAYERS, units, HEADS, 0)
        : new NetworkOptions(
            DecoderCell.GRU, DecoderAttention.ADDITIVE, true, 1, units, units, true, 0, 0);
  }

  /** What the script and the titles call it. */
  String kind() {
    return architecture == Architecture.TRANSFORMER ? "transformer" : "rnn-attention";
  }

  String title(String what, int batch) {
    String shape = "V=%d H=%d T=%d B=%d".formatted(LABELS, units, STEPS, batch);
    return what.equals("train")
        ? kind() + "-train " + shape
        : "%s %s %s".formatted(what, kind(), shape);
  }

  /** Arguments of the script. */
  List<String> arguments(String what, int batch) {
    return List.of(
        what,
        kind(),
        Integer.toString(LABELS),
        Integer.toString(units),
        Integer.toString(STEPS),
        Integer.toString(batch));
  }

  private ComputationGraph network() {
    ComputationGraph network =
        new ComputationGraph(
            TranslatorNetwork.configuration(
                new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(1e-3)),
                options(),
                0,
                LABELS,
                LABELS));
    network.init();
    return network;
  }

  private static int[][] sentences(Random random, int count) {
    int[][] ids = new int[count][STEPS];
    for (int[] row : ids) {
      Arrays.setAll(row, t -> 4 + random.nextInt(LABELS - 4));
      row[STEPS - 1] = Subwords.END;
    }
    return ids;
  }

  /** A training step with so many pairs. */
  Runnable training(int batch) {
    ComputationGraph network = network();
    if (!FusedFit.install(network)) {
      throw new IllegalStateException("FusedFit does not serve the benchmark's network");
    }
    Random random = new Random(1);
    int[][] sources = sentences(random, batch);
    int[][] targets = sentences(random, batch);
    List<EncodedPair> pairs = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      pairs.add(new EncodedPair(sources[i], targets[i]));
    }
    MultiDataSet data = PairTensors.of(pairs);
    return () -> network.fit(data);
  }

  /** The translation of so many sentences at once. */
  Runnable translation(int beam, int batch) {
    return translation(beam, batch, Optional.empty());
  }

  /**
   * The same among some sub-words of each sentence: {@value #FREQUENT} of all and {@value #OWN} of
   * its own, which together are as many as a lexicon has for a sentence of Multi30k.
   */
  Runnable listedTranslation(int beam, int batch) {
    Random random = new Random(2);
    int[][] lists = new int[batch][];
    for (int i = 0; i < batch; i++) {
      IntStream own = random.ints(FREQUENT + 1, LABELS).distinct().limit(OWN);
      lists[i] = IntStream.concat(IntStream.range(1, FREQUENT + 1), own).sorted().toArray();
    }
    return translation(beam, batch, Optional.of(lists));
  }

  private Runnable translation(int beam, int batch, Optional<int[][]> lists) {
    Reader reader = new Reader(network(), options());
    int[][] sources = sentences(new Random(1), batch);
    INDArray ids = PairTensors.ids(sources);
    INDArray mask = PairTensors.mask(sources);
    SearchOptions search =
        SearchOptions.defaults().toBuilder()
            .beam(beam)
            .minLength(STEPS - 1)
            .maxLength(STEPS - 1)
            .build();
    BeamSearch beams = new BeamSearch(search, Subwords.BEGIN, Subwords.END, 0, 1, Subwords.BEGIN);
    int[] lengths = new int[batch];
    Arrays.fill(lengths, STEPS);
    return () -> reader.read(ids, mask, lists, model -> beams.translate(model, lengths));
  }
}
