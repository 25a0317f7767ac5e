package io.palavra.kernels.part;

import io.palavra.kernels.arithmetic.Floor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A part's parameters in Deeplearning4j's flat vector: one after the other, each row-major. */
final class ParameterTable implements ParamInitializer {

  /** The shapes of what a part asks for; nothing of that size is allocated. */
  static List<Shape> shapes(PartSource source) {
    Floor<float[]> floor = Floor.ofShapes();
    Parameters<float[]> parameters = new Parameters<>(floor);
    source.part(floor, parameters);
    return parameters.all().stream().map(Parameter::shape).toList();
  }

  static Map<String, INDArray> views(PartSource source, INDArray all) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    long from = 0;
    List<Shape> shapes = shapes(source);
    INDArray vector = shapes.isEmpty() ? all : all.reshape(all.length());
    for (Shape shape : shapes) {
      long to = from + shape.length();
      views.put(
          shape.name(), vector.get(NDArrayIndex.interval(from, to)).reshape('c', shape.sizes()));
      from = to;
    }
    return views;
  }

  static void start(PartSource source, Map<String, INDArray> views, IWeightInit weights) {
    for (Shape shape : shapes(source)) {
      INDArray view = views.get(shape.name());
      switch (shape.start()) {
        case ZERO -> view.assign(0);
        case ONE -> view.assign(1);
        case WEIGHTS ->
            weights.init(
                shape.fanIn(), shape.fanOut(), shape.sizes(), 'c', view.reshape(view.length()));
      }
    }
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return shapes((PartSource) layer).stream().mapToLong(Shape::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return shapes((PartSource) layer).stream().map(Shape::name).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return shapes((PartSource) layer).stream().filter(Shape::weight).map(Shape::name).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return shapes((PartSource) layer).stream()
        .filter(shape -> !shape.weight())
        .map(Shape::name)
        .toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    PartSource source = (PartSource) conf.getLayer();
    paramKeys(conf.getLayer()).forEach(conf::addVariable);
    Map<String, INDArray> views = views(source, paramsView);
    if (initializeParams) {
      start(source, views, ((BaseLayer) conf.getLayer()).getWeightInitFn());
    }
    return views;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return views((PartSource) conf.getLayer(), gradientView);
  }
}
