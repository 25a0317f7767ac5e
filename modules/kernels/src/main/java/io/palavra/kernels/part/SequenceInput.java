package io.palavra.kernels.part;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;

/** What makes sequences again of the steps that a dense layer took one by one. */
public final class SequenceInput {

  private SequenceInput() {}

  /** Whether vectors of this type are the steps of sequences, {@code [batch * time, features]}. */
  public static boolean isSteps(InputType type) {
    return type instanceof InputType.InputTypeFeedForward vectors
        && vectors.getTimeDistributedFormat() instanceof RNNFormat;
  }

  /**
   * What comes before a layer that reads {@code [batch, features, time]}.
   *
   * @return null where nothing is needed, as Deeplearning4j has it
   */
  public static InputPreProcessor before(InputType type) {
    return isSteps(type) ? ofVectors() : null;
  }

  /** {@code [batch * time, features]} to {@code [batch, features, time]}. */
  static InputPreProcessor ofVectors() {
    return new FeedForwardToRnnPreProcessor(RNNFormat.NCW);
  }
}
