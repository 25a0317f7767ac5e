package io.palavra.translator;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.loop.ScheduleShape;
import io.palavra.training.loop.TrainingOptions;
import io.palavra.translator.data.SubwordOptions;
import io.palavra.translator.network.NetworkOptions;
import io.palavra.translator.network.Tying;

/**
 * All options of the translator.
 *
 * @param network the shape of the network
 * @param text from sentences to ids
 * @param training how the network learns
 * @param decoding how it is scored in the end
 */
public record TranslatorOptions(
    NetworkOptions network,
    SubwordOptions text,
    TrainingOptions training,
    DecodingOptions decoding) {

  /** Checks what goes together. */
  public TranslatorOptions {
    if (network.tied() == Tying.ALL && !text.joint()) {
      throw BadInputException.of(
          "option tied", "all", "none or target, since with joint=false each language has its own");
    }
  }

  /** GRU with additive attention; the best epoch is the one with the best BLEU. */
  public static TranslatorOptions defaults() {
    return new TranslatorOptions(
        NetworkOptions.defaults(),
        SubwordOptions.defaults(),
        TrainingOptions.defaults().toBuilder()
            .epochs(40)
            .batchSize(64)
            .learningRate(1.5e-3)
            .schedule(ScheduleShape.COSINE)
            .labelSmoothing(0.1)
            .metric("bleu")
            .patience(12)
            .averagedEpochs(5)
            .build(),
        DecodingOptions.defaults());
  }

  /** The same with another network. */
  public TranslatorOptions with(NetworkOptions other) {
    return new TranslatorOptions(other, text, training, decoding);
  }

  /** The same with other sub-words. */
  public TranslatorOptions with(SubwordOptions other) {
    return new TranslatorOptions(network, other, training, decoding);
  }

  /** The same with other options of training. */
  public TranslatorOptions with(TrainingOptions other) {
    return new TranslatorOptions(network, text, other, decoding);
  }
}
