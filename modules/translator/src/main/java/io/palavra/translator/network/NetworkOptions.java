package io.palavra.translator.network;

import static io.palavra.pipeline.option.OptionRange.share;
import static io.palavra.pipeline.option.OptionRange.within;

import io.palavra.kernels.decoder.DecoderAttention;
import io.palavra.kernels.decoder.DecoderCell;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.Option;

/**
 * The shape of the network.
 *
 * @param cell the recurrent unit of encoder and decoder
 * @param attention how the decoder looks at the source
 * @param bidirectional whether the encoder reads from both ends, with half of the state each
 * @param layers recurrent layers of the encoder above one another
 * @param embedding numbers a sub-word's vector has
 * @param hidden numbers the states of encoder and decoder have
 * @param inputFeeding whether the decoder's output of a step is an input of its next (Luong, Pham
 *     and Manning 2015, section 3.3)
 * @param embeddingDropout share of the vectors' numbers that is dropped in training
 * @param dropout share of the numbers before the output that is dropped in training
 */
public record NetworkOptions(
    @Option("the recurrent unit of encoder and decoder") DecoderCell cell,
    @Option("how the decoder looks at the source") DecoderAttention attention,
    @Option("whether the encoder reads from both ends") boolean bidirectional,
    @Option("recurrent layers of the encoder") int layers,
    @Option("numbers a sub-word's vector has") int embedding,
    @Option("numbers the states of encoder and decoder have") int hidden,
    @Option("whether a step's output is an input of the next") boolean inputFeeding,
    @Option("share of the vectors that is dropped in training") double embeddingDropout,
    @Option("share dropped before the output") double dropout) {
  private static final int LARGEST = 8192;

  /** Checks every value. */
  public NetworkOptions {
    within("layers", layers, 1, 16);
    within("embedding", embedding, 1, LARGEST);
    within("hidden", hidden, 1, LARGEST);
    if (bidirectional && hidden % 2 != 0) {
      throw BadInputException.of(
          "option hidden", String.valueOf(hidden), "an even number, half for each direction");
    }
    share("embeddingDropout", embeddingDropout);
    share("dropout", dropout);
  }

  /** A bidirectional GRU of 256 with additive attention. */
  public static NetworkOptions defaults() {
    return new NetworkOptions(
        DecoderCell.GRU, DecoderAttention.ADDITIVE, true, 1, 256, 256, true, 0.3, 0.3);
  }
}
