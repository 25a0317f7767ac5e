package io.palavra.translator;

import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.loop.Metric;
import io.palavra.training.loop.TrainingOptions;
import io.palavra.translator.data.PairBatches;
import io.palavra.translator.data.Subwords;
import io.palavra.translator.data.TranslationData;
import io.palavra.translator.network.TranslatorNetwork;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Everything up to the first step, for a run and for its plan alike.
 *
 * @param data the pairs, shared out
 * @param subwords learned from the training part
 * @param batches for the loop
 * @param dev pairs to choose by
 * @param test pairs to test on
 * @param network with its first parameters
 */
record TranslatorPreparation(
    TranslationData data,
    Subwords subwords,
    PairBatches batches,
    List<ParallelText> dev,
    List<ParallelText> test,
    ComputationGraph network) {

  static TranslatorPreparation of(TrainRequest request, TranslatorOptions options) {
    new Metric(options.training().metric()).require(DevTranslations.METRICS);
    TranslationData data = TranslationData.of(request.data());
    List<ParallelText> train = data.trainPairs();
    Subwords subwords = Subwords.learn(train, options.text());
    TrainingOptions training = options.training();
    PairBatches batches =
        new PairBatches(train, subwords, options.text(), training.batchSize(), request.seed());
    NeuralNetConfiguration.Builder common =
        training.configure(
            new NeuralNetConfiguration.Builder().seed(request.seed()).dataType(DataType.FLOAT),
            batches.batchesPerEpoch());
    ComputationGraph network =
        new ComputationGraph(
            TranslatorNetwork.configuration(
                common,
                options.network(),
                training.labelSmoothing(),
                subwords.source().size(),
                subwords.target().size()));
    network.init();
    TranslatorNetwork.tie(network, options.network());
    return new TranslatorPreparation(
        data, subwords, batches, data.devPairs(), data.testPairs(), network);
  }
}
