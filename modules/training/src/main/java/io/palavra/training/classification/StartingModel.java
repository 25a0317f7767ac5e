package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.provenance.Provenance;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained classifier that another begins from: its words and all that it has learned of them go
 * on, and so does its output where the classes are the same. Otherwise the output begins anew, as
 * in fine-tuning (Howard and Ruder 2018).
 */
final class StartingModel {
  private final Path file;
  private final Vocabulary vocabulary;
  private final Labels labels;
  private final List<ComputationGraph> networks;

  private StartingModel(
      Path file, Vocabulary vocabulary, Labels labels, List<ComputationGraph> networks) {
    this.file = file;
    this.vocabulary = vocabulary;
    this.labels = labels;
    this.networks = networks;
  }

  /**
   * Reads the model of a request.
   *
   * @throws BadInputException when it is none of this kind, or cuts texts in another way
   */
  static <O extends Record & ClassifierOptions<O>> StartingModel read(
      Path file, TrainRequest request, O options, ClassifierKind<O> kind) {
    ModelBundle bundle = BundleReader.read(file, kind.id());
    LayerChoice layers =
        ClassifierParts.provenance(bundle).map(Provenance::layers).orElse(LayerChoice.KERNELS);
    if (layers != request.layers()) {
      throw BadInputException.of(
          "option --layers",
          OptionValue.of(request.layers()),
          OptionValue.of(layers) + ", as " + file + " has them");
    }
    TrainedClassifier<O> trained = kind.bundles().unpack(bundle, layers);
    if (!trained.options().text().tokenizerSpec().equals(options.text().tokenizerSpec())) {
      throw BadInputException.of(
          "option --from",
          file.toString(),
          "a model that cuts texts as tokenizer, lowerCase and foldAccents say");
    }
    return new StartingModel(
        file, trained.parts().encoder().vocabulary(), trained.parts().labels(), trained.networks());
  }

  /** Its words, the most frequent first. */
  List<String> words() {
    return PretrainedVectors.words(vocabulary);
  }

  /**
   * Puts what it has learned into a network.
   *
   * @param known the network's words
   * @param classes the network's
   * @param member which network of an ensemble it is; each has a network of its own to begin from
   *     where the model has as many
   * @return what was taken, one line for a person
   * @throws BadInputException when the network has another shape
   */
  String into(ComputationGraph network, Vocabulary known, Labels classes, int member) {
    List<String> words = PretrainedVectors.words(known);
    Map<String, INDArray> learned = networks.get(member % networks.size()).paramTable();
    boolean sameClasses = classes.names().equals(labels.names());
    List<String> outputs = network.getConfiguration().getNetworkOutputs();
    for (Map.Entry<String, INDArray> parameter : network.paramTable().entrySet()) {
      String name = parameter.getKey();
      String layer = name.substring(0, name.lastIndexOf('_'));
      if (outputs.contains(layer) && !sameClasses) {
        continue;
      }
      INDArray from = learned.get(name);
      if (from == null) {
        throw BadInputException.of(
            "option --from", file.toString(), "a network with the parameters " + name);
      }
      boolean table =
          layer.equals(NetworkBuilder.EMBEDDING) || layer.equals(NetworkBuilder.FIXED_EMBEDDING);
      requireSize(name, table, parameter.getValue(), from);
      if (table) {
        putRows(parameter.getValue(), known, from);
      } else {
        parameter.getValue().assign(from);
      }
    }
    return String.format(
        Locale.ROOT,
        "It begins from %s, which knows %,d of %,d words; %s",
        file,
        words.stream().filter(vocabulary::contains).count(),
        words.size(),
        sameClasses ? "the classes are the same" : "the classes are others, their weights new");
  }

  private void requireSize(String name, boolean table, INDArray wanted, INDArray there) {
    long[] shape = wanted.shape().clone();
    if (table) {
      shape[0] = there.size(0);
    }
    if (!Arrays.equals(shape, there.shape())) {
      throw BadInputException.of(
          "option --from",
          file + " with " + name + " " + Arrays.toString(there.shape()),
          "a network of the same options; these make " + Arrays.toString(shape) + " of it");
    }
  }

  private void putRows(INDArray table, Vocabulary known, INDArray from) {
    for (int id = 0; id < known.size(); id++) {
      String word = known.token(id);
      if (vocabulary.contains(word)) {
        table.putRow(id, from.getRow(vocabulary.id(word)));
      }
    }
  }
}
