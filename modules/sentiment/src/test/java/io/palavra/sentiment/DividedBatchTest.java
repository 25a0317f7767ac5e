package io.palavra.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.SequencePooling;
import io.palavra.kernels.fit.FusedFit;
import io.palavra.kernels.pooling.PoolingKind;
import io.palavra.training.loop.BatchSource;
import io.palavra.training.loop.DevScore;
import io.palavra.training.loop.Trainer;
import io.palavra.training.loop.TrainingBatch;
import io.palavra.training.loop.TrainingOptions;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The fused update passes over the rows of a whole batch also where the batch came in parts. */
class DividedBatchTest {
  private static final int WORDS = 40;
  private static final int BATCHES = 5;
  private static final TrainingOptions OPTIONS =
      TrainingOptions.defaults().toBuilder()
          .epochs(4)
          .learningRate(0.05)
          .patience(0)
          .metric("loss")
          .build();

  /** Has memory for so many rows. */
  private static final class Hungry extends ComputationGraph {
    private static final long serialVersionUID = 1;
    private final int rows;

    Hungry(ComputationGraphConfiguration conf, int rows) {
      super(conf);
      this.rows = rows;
    }

    @Override
    public void computeGradientAndScore(LayerWorkspaceMgr workspaces) {
      super.computeGradientAndScore(workspaces);
      if (getInput(0).size(0) > rows) {
        throw new OutOfMemoryError("no more");
      }
    }
  }

  private static ComputationGraph trained(int rows) {
    Hungry network =
        new Hungry(
            OPTIONS
                .configure(
                    new NeuralNetConfiguration.Builder().seed(3).dataType(DataType.FLOAT), BATCHES)
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                    "words", new EmbeddingSequenceLayer.Builder().nIn(WORDS).nOut(6).build(), "in")
                .addLayer("pool", new SequencePooling(PoolingKind.MEAN), "words")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(6)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "pool")
                .setOutputs("out")
                .build(),
            rows);
    network.init();
    assertThat(FusedFit.install(network)).isTrue();
    TreeMap<String, Double> score = new TreeMap<>();
    score.put("loss", 1.0);
    Trainer.of(OPTIONS, 1).fit(network, new Source(), n -> new DevScore(score));
    return network;
  }

  /** Texts of four words, eight to a batch, each batch with words of its own. */
  private static final class Source implements BatchSource {
    private final List<TrainingBatch> all =
        IntStream.range(0, BATCHES).mapToObj(Source::batch).toList();

    private static TrainingBatch batch(int i) {
      Random random = new Random(i);
      INDArray ids = Nd4j.create(DataType.FLOAT, 8, 4);
      INDArray labels = Nd4j.zeros(DataType.FLOAT, 8, 2);
      for (int b = 0; b < 8; b++) {
        labels.putScalar(b, random.nextInt(2), 1);
        for (int t = 0; t < 4; t++) {
          ids.putScalar(b, t, (i * 7 + random.nextInt(15)) % WORDS);
        }
      }
      return new TrainingBatch(new MultiDataSet(ids, labels), 8, 32);
    }

    @Override
    public BatchStream open(int epoch, long skip) {
      Iterator<TrainingBatch> left = all.listIterator((int) skip);
      return new BatchStream() {
        @Override
        public boolean hasNext() {
          return left.hasNext();
        }

        @Override
        public TrainingBatch next() {
          return left.next();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public long batchesPerEpoch() {
      return BATCHES;
    }
  }

  @Test
  void batchesInPartsGiveTheSameModel() {
    INDArray whole = trained(8).params();
    assertThat(whole.sub(trained(3).params()).amaxNumber().doubleValue()).isLessThan(1e-5);
  }
}
