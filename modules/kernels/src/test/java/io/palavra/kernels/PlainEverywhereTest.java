package io.palavra.kernels;

import static io.palavra.kernels.part.Probe.mask;
import static io.palavra.kernels.part.Probe.random;
import static io.palavra.kernels.part.Probe.worst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.arithmetic.DoubleTransfer;
import io.palavra.kernels.arithmetic.FloatTransfer;
import io.palavra.kernels.attention.Attention;
import io.palavra.kernels.attention.AttentionPooling;
import io.palavra.kernels.attention.SelfAttention;
import io.palavra.kernels.convolution.NormalizationKind;
import io.palavra.kernels.crf.CrfOutput;
import io.palavra.kernels.decoder.AttentionDecoder;
import io.palavra.kernels.decoder.DecoderAttention;
import io.palavra.kernels.decoder.DecoderCell;
import io.palavra.kernels.decoder.DecoderOptions;
import io.palavra.kernels.output.AdaptiveSoftmaxOutput;
import io.palavra.kernels.output.SampleDistribution;
import io.palavra.kernels.output.SampledSoftmaxOutput;
import io.palavra.kernels.output.SoftmaxOutput;
import io.palavra.kernels.output.TiedWeights;
import io.palavra.kernels.part.Probe;
import io.palavra.kernels.part.Probe.Data;
import io.palavra.kernels.plain.PlainPath;
import io.palavra.kernels.pooling.PoolingKind;
import io.palavra.kernels.recurrent.RecurrentVertex;
import io.palavra.kernels.transformer.FeedForward;
import io.palavra.kernels.transformer.LayerNorm;
import io.palavra.kernels.transformer.PositionalEncoding;
import io.palavra.kernels.transformer.TransformerDecoder;
import io.palavra.kernels.transformer.TransformerEncoder;
import io.palavra.kernels.transformer.TransformerOptions;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Every layer and vertex of this module has a path in operations of ND4J, which agrees with the
 * kernels forward and back. Where that path is to be taken, whatever would read an array where it
 * lies in the machine's memory fails.
 */
class PlainEverywhereTest {
  private static final int LABELS = 7;
  private static final List<Size> SIZES =
      List.of(new Size(4, 6, false), new Size(4, 6, true), new Size(1, 1, false));

  /** Of a mini-batch. */
  record Size(int batch, int steps, boolean masked) {}

  /**
   * A network around one layer or vertex.
   *
   * @param ids whether it reads ids rather than vectors of four features
   * @param flat whether it has one label a sequence
   */
  record Case(String name, boolean ids, boolean flat, Consumer<GraphBuilder> made, Layer out) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Layer softmax() {
    return new SoftmaxOutput.Builder().nOut(LABELS).labelSmoothing(0.1).build();
  }

  private static Case layer(Layer layer) {
    String name = layer.getClass().getSimpleName();
    return new Case(name, false, false, g -> g.addLayer("y", layer.clone(), "x"), softmax());
  }

  private static Case pooled(Layer layer) {
    String name = layer.getClass().getSimpleName();
    return new Case(name, false, true, g -> g.addLayer("y", layer.clone(), "x"), softmax());
  }

  private static Case stretched(Layer layer) {
    return new Case(
        layer.getClass().getSimpleName(),
        false,
        true,
        g ->
            g.addLayer("stretches", layer.clone(), "x")
                .addLayer("y", new SequencePooling(PoolingKind.MEAN), "stretches"),
        softmax());
  }

  private static Case vertex(GraphVertex vertex, String... inputs) {
    String name = vertex.getClass().getSimpleName();
    return new Case(name, false, false, g -> g.addVertex("y", vertex.clone(), inputs), softmax());
  }

  private static Case output(String name, Layer out) {
    return new Case(
        name, false, false, g -> g.addLayer("y", new LayerNorm.Builder().build(), "x"), out);
  }

  private static Case table(String name, EmbeddingSequenceLayer table) {
    return new Case(name, true, false, g -> g.addLayer("y", table.clone(), "x"), softmax());
  }

  private static EmbeddingSequenceLayer.Builder table() {
    return new EmbeddingSequenceLayer.Builder().nIn(9).nOut(4);
  }

  static Stream<Case> cases() {
    return Stream.of(layers(), poolings(), vertices(), outputs(), tables()).flatMap(part -> part);
  }

  private static Stream<Case> layers() {
    return Stream.of(
        layer(new LSTM.Builder().nOut(5).activation(Activation.TANH).build()),
        layer(new GRU.Builder().nOut(5).activation(Activation.TANH).build()),
        layer(new SimpleRnn.Builder().nOut(5).activation(Activation.TANH).build()),
        layer(
            new Bidirectional(
                new GRU.Builder().nIn(4).nOut(5).activation(Activation.TANH).build())),
        layer(new SelfAttention.Builder().nOut(6).heads(2).causal(true).build()),
        layer(new LayerNorm.Builder().build()),
        layer(new FeedForward.Builder().nOut(4).inner(5).build()),
        layer(new PositionalEncoding.Builder().learned(9).sumDropOut(0.2).build()),
        layer(
            new TransformerEncoder.Builder()
                .heads(2)
                .inner(6)
                .normFirst(true)
                .residualDropOut(0.3)
                .build()));
  }

  private static Stream<Case> poolings() {
    return Stream.of(
        pooled(new SequencePooling(PoolingKind.LAST)),
        pooled(new SegmentPooling(2)),
        pooled(new AttentionPooling.Builder().size(5).build()),
        pooled(new TextConvolution.Builder(2, 3).filters(4, 3).largest(2).build()),
        stretched(new SequenceMaxPooling(3, 2)),
        stretched(new SequenceConvolution.Builder(3).dilation(2).nOut(5).build()),
        stretched(new SequenceNormalization.Builder(NormalizationKind.BATCH).build()));
  }

  private static Stream<Case> vertices() {
    DecoderOptions decoder =
        new DecoderOptions(DecoderCell.LSTM, DecoderAttention.GENERAL, 4, 4, 0, 5, 6, 5, true, 0.3);
    LSTM cell = new LSTM.Builder().nIn(4).nOut(5).activation(Activation.TANH).build();
    return Stream.of(
        vertex(Attention.multiHead(4, 4, 6, 3), "x", "x"),
        vertex(new TransformerDecoder(new TransformerOptions(4, 4, 2, 5, true, 0.2)), "x", "x"),
        vertex(new AttentionDecoder(decoder), "x", "x"),
        vertex(new RecurrentVertex(cell, 0, true), "x"));
  }

  private static Stream<Case> outputs() {
    return Stream.of(
        output("SoftmaxOutput", softmax()),
        output(
            "AdaptiveSoftmaxOutput",
            new AdaptiveSoftmaxOutput.Builder().nOut(LABELS).cutoffs(2, 4).build()),
        output("CrfOutput", new CrfOutput.Builder().nOut(LABELS).marginals(true).build()),
        sampled(SampleDistribution.LOG_UNIFORM),
        sampled(SampleDistribution.UNIFORM),
        output(
            "SampledSoftmaxOutput",
            new SampledSoftmaxOutput.Builder()
                .nOut(LABELS)
                .samples(3)
                .unigram(new double[] {5, 4, 3, 2, 1, 1, 1}, 0.75)
                .build()),
        new Case(
            "OutputLayer",
            false,
            true,
            g -> g.addLayer("y", new SequencePooling(PoolingKind.MAX), "x"),
            new OutputLayer.Builder().nOut(LABELS).build()));
  }

  private static Stream<Case> tables() {
    return Stream.of(
        table("EmbeddingSequenceLayer", table().build()),
        table("words dropped", table().wordDropOut(0.4).build()),
        table("frozen for an epoch", table().frozenEpochs(1).build()),
        table("bags", table().bags(true).build()),
        table("bags dropped", table().bags(true).wordDropOut(0.4).build()));
  }

  private static Case sampled(SampleDistribution distribution) {
    return output(
        "SampledSoftmaxOutput",
        new SampledSoftmaxOutput.Builder()
            .nOut(LABELS)
            .samples(3)
            .distribution(distribution)
            .build());
  }

  @AfterEach
  void backToKernels() {
    System.clearProperty(PlainPath.PROPERTY);
  }

  private static ComputationGraph graph(Case made, DataType type) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(type)
            .seed(5)
            .updater(new NoOp())
            .graphBuilder()
            .addInputs("x")
            .setInputTypes(
                org.deeplearning4j.nn.conf.inputs.InputType.recurrent(made.ids() ? 9 : 4));
    made.made().accept(builder);
    ComputationGraphConfiguration conf =
        builder.addLayer("out", made.out().clone(), "y").setOutputs("out").build();
    ComputationGraph graph = new ComputationGraph(conf);
    graph.init();
    graph.params().addi(random(type, 4, graph.params().shape()).muli(0.2));
    return graph;
  }

  private static Data data(Case made, DataType type, Size size) {
    int batch = size.batch();
    int steps = size.steps();
    Random random = new Random(2);
    INDArray labels = Nd4j.create(DataType.INT32, batch, made.flat() ? 1 : steps);
    for (long i = 0; i < labels.length(); i++) {
      labels.putScalar(i, random.nextInt(LABELS));
    }
    if (made.out() instanceof OutputLayer) {
      labels = Nd4j.eye(LABELS).castTo(type).getRows(labels.toIntVector());
    }
    INDArray x = random(type, 1, batch, 4, steps);
    if (made.ids()) {
      boolean bags = made.name().startsWith("bags");
      x = bags ? Nd4j.create(type, batch, 2, steps) : Nd4j.create(type, batch, steps);
      for (long i = 0; i < x.length(); i++) {
        x.putScalar(i, random.nextInt(9));
      }
    }
    INDArray mask = size.masked() ? mask(3, batch, steps) : null;
    return new Data(
        new INDArray[] {x},
        labels,
        size.masked() ? new INDArray[] {mask} : null,
        made.flat() ? null : mask);
  }

  /** What a network says, its gradient and its score, all on one path. */
  private static List<INDArray> passes(Case made, DataType type, Size size, boolean plain) {
    System.setProperty(PlainPath.PROPERTY, String.valueOf(plain));
    ComputationGraph graph = graph(made, type);
    Data data = data(made, type, size);
    INDArray output = graph.output(false, data.inputs(), data.masks())[0].dup();
    Nd4j.getRandom().setSeed(11);
    INDArray gradient = Probe.gradient(graph, data);
    return List.of(output, gradient, Nd4j.scalar(graph.score()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bothPathsAgreeForwardAndBack(Case made) {
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      double allowed = type == DataType.DOUBLE ? 1e-8 : 1e-3;
      for (Size size : SIZES) {
        List<INDArray> fast = passes(made, type, size, false);
        List<INDArray> plain = passes(made, type, size, true);
        for (int i = 0; i < fast.size(); i++) {
          assertThat(worst(plain.get(i), fast.get(i)))
              .as("%s, %s, %s, array %d", made, type, size, i)
              .isLessThan(i == 0 ? allowed / 10 : allowed);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DOUBLE", "FLOAT"})
  void aTiedTableHasTheSameGradient(DataType type) {
    Case tied =
        new Case(
            "tied",
            true,
            false,
            g ->
                g.addLayer(
                        "vectors",
                        new EmbeddingSequenceLayer.Builder().nIn(LABELS).nOut(4).build(),
                        "x")
                    .addLayer(
                        "y",
                        new GRU.Builder().nOut(4).activation(Activation.TANH).build(),
                        "vectors"),
            softmax());
    INDArray ids = Nd4j.createFromArray(new int[][] {{1, 2, 5, 5}, {0, 3, 3, 6}});
    INDArray labels = Nd4j.createFromArray(new int[][] {{2, 5, 4, 1}, {3, 3, 1, 0}});
    INDArray[] gradients = new INDArray[2];
    for (int i = 0; i < 2; i++) {
      System.setProperty(PlainPath.PROPERTY, String.valueOf(i == 1));
      ComputationGraph graph = graph(tied, type);
      TiedWeights.tie(graph, "vectors", "out");
      gradients[i] = Probe.gradient(graph, new Data(new INDArray[] {ids}, labels, null, null));
    }
    assertThat(worst(gradients[1], gradients[0])).isLessThan(type == DataType.DOUBLE ? 1e-9 : 1e-4);
  }

  @Test
  void noLayerAndNoVertexOfThisModuleIsLeftOut() throws IOException, URISyntaxException {
    Set<String> held = new HashSet<>();
    cases()
        .forEach(
            made -> {
              GraphBuilder builder = new NeuralNetConfiguration.Builder().graphBuilder();
              made.made().accept(builder.addInputs("x"));
              builder.getVertices().values().forEach(vertex -> held.add(type(vertex)));
              held.add(made.out().getClass().getName());
            });
    assertThat(held).containsAll(written());
  }

  private static String type(GraphVertex vertex) {
    return vertex instanceof LayerVertex layer
        ? layer.getLayerConf().getLayer().getClass().getName()
        : vertex.getClass().getName();
  }

  /** The names of all configurations of layers and vertices among this module's classes. */
  private static Set<String> written() throws IOException, URISyntaxException {
    Path classes = Path.of(LSTM.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> found = new HashSet<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String path =
            classes.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
        Class<?> type = load(path.substring(0, path.length() - ".class".length()));
        boolean configuration =
            Layer.class.isAssignableFrom(type) || GraphVertex.class.isAssignableFrom(type);
        if (configuration && !Modifier.isAbstract(type.getModifiers())) {
          found.add(type.getName());
        }
      }
    }
    assertThat(found).hasSizeGreaterThan(20);
    return found;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, LSTM.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatReadsTheMachinesMemoryFailsOnThisPath() {
    System.setProperty(PlainPath.PROPERTY, "true");
    assertThatThrownBy(FloatTransfer::new)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("no path for a card");
    assertThatThrownBy(DoubleTransfer::new).isInstanceOf(UnsupportedOperationException.class);
  }
}
