package io.palavra.examples.dl4j;

import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.Splitter;
import io.palavra.search.arbiter.NetworkSpace;
import io.palavra.search.file.StrategyChoice;
import io.palavra.search.network.IteratorBatches;
import io.palavra.search.network.IteratorScore;
import io.palavra.search.network.NetworkSearch;
import io.palavra.search.network.NetworkSearch.NetworkResult;
import io.palavra.search.study.Budget;
import io.palavra.search.study.StudyListener;
import io.palavra.search.trial.Objective;
import io.palavra.search.trial.Trial;
import io.palavra.search.tune.SearchFolder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.conf.updater.AdamSpace;
import org.deeplearning4j.arbiter.layers.DenseLayerSpace;
import org.deeplearning4j.arbiter.layers.OutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A {@code MultiLayerSpace} as Arbiter's users wrote them, over bags of hashed words, searched with
 * a strategy that Arbiter never had. Stop it, start it again with the same folder, and it goes on.
 */
public final class TuneWithArbiterSpaces {
  private static final int WORDS = 512;
  private static final int BATCH = 64;

  private TuneWithArbiterSpaces() {}

  /**
   * Runs the example.
   *
   * @param args the folder for the search, where it shall be another
   */
  public static void main(String[] args) {
    run(Path.of(args.length > 0 ? args[0] : "runs/tune-arbiter-example"), 16, System.out);
  }

  static NetworkResult run(Path out, int candidates, PrintStream print) {
    Split<LabelledText> reviews =
        Splitter.split(Catalog.standard().classification(DataRequest.of("reviews-pt")));
    List<DataSet> train = bags(reviews.train().corpus());
    List<DataSet> dev = bags(reviews.dev().corpus());
    NetworkSearch search =
        new NetworkSearch(
            NetworkSpace.of(space()),
            Objective.usual("accuracy"),
            new StrategyChoice("asha", "tpe", 3, 1, 5),
            new Budget(candidates, 3, Optional.empty(), Optional.empty()),
            1,
            1);
    StudyListener lines =
        new StudyListener() {
          @Override
          public void onTold(Trial trial) {
            double accuracy = search.objective().of(trial).orElse(0);
            print.println(trial.id() + " " + trial.options() + ": " + accuracy);
          }
        };
    NetworkResult result =
        search.run(
            new IteratorBatches(epoch -> new ListDataSetIterator<>(shuffled(train, epoch), BATCH)),
            new IteratorScore(() -> new ListDataSetIterator<>(dev, BATCH)),
            new SearchFolder(out),
            lines);
    print.println("best: " + result.winner().options());
    print.println("a network of " + result.network().numParams() + " numbers");
    print.println("report: " + out.resolve("report.html"));
    return result;
  }

  private static MultiLayerSpace space() {
    return new MultiLayerSpace.Builder()
        .updater(new AdamSpace(new ContinuousParameterSpace(new LogUniformDistribution(1e-4, 0.1))))
        .addLayer(
            new DenseLayerSpace.Builder()
                .nOut(new IntegerParameterSpace(4, 64))
                .activation(new DiscreteParameterSpace<>(Activation.TANH, Activation.RELU))
                .build())
        .addLayer(
            new OutputLayerSpace.Builder()
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .lossFunction(LossFunction.MCXENT)
                .build())
        .setInputType(InputType.feedForward(WORDS))
        .build();
  }

  /** A one for every word's place, as its hash says. */
  private static List<DataSet> bags(Corpus<LabelledText> texts) {
    List<DataSet> rows = new ArrayList<>();
    try (RecordStream<LabelledText> records = texts.open()) {
      while (records.hasNext()) {
        LabelledText text = records.next().value();
        INDArray bag = Nd4j.zeros(1, WORDS);
        for (String word : text.text().toLowerCase(Locale.ROOT).split("\\P{L}+")) {
          bag.putScalar(0, Math.floorMod(word.hashCode(), WORDS), 1);
        }
        boolean good = text.label().equals("positivo");
        rows.add(
            new DataSet(bag, Nd4j.createFromArray(new float[][] {{good ? 1 : 0, good ? 0 : 1}})));
      }
    }
    return rows;
  }

  private static List<DataSet> shuffled(List<DataSet> rows, int epoch) {
    List<DataSet> order = new ArrayList<>(rows);
    Collections.shuffle(order, new Random(epoch));
    return order;
  }
}
