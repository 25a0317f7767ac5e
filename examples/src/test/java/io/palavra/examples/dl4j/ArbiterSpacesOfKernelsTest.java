package io.palavra.examples.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.GRU;
import io.palavra.kernels.SequencePooling;
import io.palavra.kernels.pooling.PoolingKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.deeplearning4j.arbiter.DL4JConfiguration;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.conf.updater.AdamSpace;
import org.deeplearning4j.arbiter.layers.LayerSpace;
import org.deeplearning4j.arbiter.layers.OutputLayerSpace;
import org.deeplearning4j.arbiter.layers.fixed.FixedLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.util.LeafUtils;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Arbiter's spaces of networks hold fast layers, as they are or of a size that is searched for. */
class ArbiterSpacesOfKernelsTest {

  /** A layer of Arbiter's users' own. */
  private static final class GruSpace extends LayerSpace<GRU> {
    private final ParameterSpace<Integer> units = new IntegerParameterSpace(3, 9);

    @Override
    public GRU getValue(double[] values) {
      return new GRU.Builder().nOut(units.getValue(values)).activation(Activation.TANH).build();
    }

    @Override
    public int numParameters() {
      return units.numParameters();
    }

    @Override
    public void setIndices(int... indices) {
      units.setIndices(indices);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List<ParameterSpace> collectLeaves() {
      return new ArrayList<>(units.collectLeaves());
    }

    @Override
    public boolean isLeaf() {
      return false;
    }
  }

  @Test
  void candidatesAreNetworksOfKernelsThatLearn() {
    MultiLayerSpace space =
        new MultiLayerSpace.Builder()
            .seed(3)
            .updater(new AdamSpace(new ContinuousParameterSpace(0.001, 0.05)))
            .addLayer(
                new FixedLayerSpace<>(new EmbeddingSequenceLayer.Builder().nIn(11).nOut(4).build()))
            .addLayer(new GruSpace())
            .addLayer(new FixedLayerSpace<>(new SequencePooling(PoolingKind.MAX)))
            .addLayer(
                new OutputLayerSpace.Builder()
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .lossFunction(LossFunction.MCXENT)
                    .build())
            .setInputType(InputType.recurrent(11))
            .build();
    @SuppressWarnings("rawtypes")
    List<ParameterSpace> leaves = LeafUtils.getUniqueObjects(space.collectLeaves());
    int numbers = 0;
    for (ParameterSpace<?> leaf : leaves) {
      if (leaf.numParameters() > 0) {
        leaf.setIndices(numbers++);
      }
    }
    Random random = new Random(1);
    Set<Long> sizes = new HashSet<>();
    INDArray ids = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 10}});
    INDArray classes = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}});
    for (int i = 0; i < 8; i++) {
      DL4JConfiguration candidate = space.getValue(random.doubles(numbers).toArray());
      MultiLayerNetwork network = new MultiLayerNetwork(candidate.getMultiLayerConfiguration());
      network.init();
      sizes.add(network.numParams());
      network.fit(ids, classes);
      double before = network.score();
      for (int step = 0; step < 30; step++) {
        network.fit(ids, classes);
      }
      assertThat(network.score()).isLessThan(before);
    }
    assertThat(sizes).hasSizeGreaterThan(1);
  }
}
