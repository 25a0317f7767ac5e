package io.palavra.translator.network;

import static io.palavra.pipeline.option.OptionRange.share;
import static io.palavra.pipeline.option.OptionRange.within;

import io.palavra.kernels.decoder.DecoderAttention;
import io.palavra.kernels.decoder.DecoderCell;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.Option;
import io.palavra.pipeline.option.OptionValue;

/**
 * The shape of the network. An option that the architecture has no use for keeps its default.
 *
 * @param architecture what reads and writes
 * @param cell the recurrent unit of encoder and decoder
 * @param attention how the recurrent decoder looks at the source
 * @param bidirectional whether the recurrent encoder reads from both ends, with half of the state
 *     each
 * @param layers above one another: of the recurrent encoder, or of both sides of a Transformer; 0
 *     for 1 and for 3
 * @param embedding numbers a sub-word's vector has before a recurrent layer; a Transformer's have
 *     {@code hidden}
 * @param hidden numbers the states of encoder and decoder have
 * @param inputFeeding whether the recurrent decoder's output of a step is an input of its next
 *     (Luong, Pham and Manning 2015, section 3.3)
 * @param embeddingDropout share of the vectors' numbers that is dropped in training
 * @param dropout share that is dropped in training before the output, between recurrent layers and
 *     inside the blocks of a Transformer
 * @param tied which tables of vectors are one
 * @param heads of a Transformer's attention
 * @param inner size of a Transformer's feed-forward layers; 0 for 4 times {@code hidden}
 * @param normFirst whether a Transformer's sublayers are normalised before them (Xiong et al. 2020)
 *     rather than behind
 * @param attentionDropout share of the weights of a Transformer's attention that is dropped in
 *     training
 * @param scheduledSampling share of the sub-words before a step that are what the network foretold
 *     rather than the true ones, from the eleventh epoch on; 0 for none
 */
public record NetworkOptions(
    @Option("what reads and writes: recurrent or transformer") Architecture architecture,
    @Option("the recurrent unit of encoder and decoder") DecoderCell cell,
    @Option("how the recurrent decoder looks at the source") DecoderAttention attention,
    @Option("whether the recurrent encoder reads from both ends") boolean bidirectional,
    @Option("layers above one another; 0: 1 recurrent or 3 of a Transformer") int layers,
    @Option("numbers a sub-word's vector has before a recurrent layer") int embedding,
    @Option("numbers the states of encoder and decoder have") int hidden,
    @Option("whether a recurrent step's output is an input of the next") boolean inputFeeding,
    @Option("share of the vectors that is dropped in training") double embeddingDropout,
    @Option("share dropped before the output and inside blocks") double dropout,
    @Option("which tables of vectors are one: none, target or all") Tying tied,
    @Option("heads of a Transformer's attention") int heads,
    @Option("size of a Transformer's feed-forward layers; 0: 4 times hidden") int inner,
    @Option("whether a Transformer's sublayers are normalised before them") boolean normFirst,
    @Option("share of a Transformer's attention that is dropped in training")
        double attentionDropout,
    @Option("share of the sub-words before that are the network's own in training")
        double scheduledSampling) {
  private static final int LARGEST = 8192;
  private static final int VECTOR = 256;
  private static final int HEADS = 4;

  /** Checks every value, and what goes together. */
  public NetworkOptions {
    within("layers", layers, 0, 16);
    within("embedding", embedding, 1, LARGEST);
    within("hidden", hidden, 1, LARGEST);
    within("heads", heads, 1, 64);
    within("inner", inner, 0, 4 * LARGEST);
    share("embeddingDropout", embeddingDropout);
    share("dropout", dropout);
    share("attentionDropout", attentionDropout);
    share("scheduledSampling", scheduledSampling);
    if (architecture == Architecture.TRANSFORMER) {
      if (hidden % heads != 0) {
        throw BadInputException.of(
            "option hidden", String.valueOf(hidden), "a multiple of the " + heads + " heads");
      }
      useless("cell", cell, cell == DecoderCell.GRU, architecture);
      useless("attention", attention, attention == DecoderAttention.ADDITIVE, architecture);
      useless("bidirectional", bidirectional, bidirectional, architecture);
      useless("inputFeeding", inputFeeding, inputFeeding, architecture);
      useless("embedding", embedding, embedding == VECTOR || embedding == hidden, architecture);
    } else {
      useless("heads", heads, heads == HEADS, architecture);
      useless("inner", inner, inner == 0, architecture);
      useless("normFirst", normFirst, normFirst, architecture);
      useless("attentionDropout", attentionDropout, attentionDropout == 0, architecture);
      if (bidirectional && hidden % 2 != 0) {
        throw BadInputException.of(
            "option hidden", String.valueOf(hidden), "an even number, half for each direction");
      }
    }
  }

  /** A recurrent network with tables of its own for everything. */
  public NetworkOptions(
      DecoderCell cell,
      DecoderAttention attention,
      boolean bidirectional,
      int layers,
      int embedding,
      int hidden,
      boolean inputFeeding,
      double embeddingDropout,
      double dropout) {
    this(
        Architecture.RECURRENT,
        cell,
        attention,
        bidirectional,
        layers,
        embedding,
        hidden,
        inputFeeding,
        embeddingDropout,
        dropout,
        Tying.NONE,
        HEADS,
        0,
        true,
        0,
        0);
  }

  /**
   * A bidirectional GRU of 256 with additive attention, a table of vectors for all, and as much
   * dropped as tens of thousands of pairs want.
   */
  public static NetworkOptions defaults() {
    return new NetworkOptions(
            DecoderCell.GRU, DecoderAttention.ADDITIVE, true, 0, VECTOR, 256, true, 0.4, 0.4)
        .with(Tying.ALL);
  }

  /**
   * A Transformer that is normalised before its sublayers.
   *
   * @param layers of each side
   * @param hidden of which {@code heads} is a divisor
   */
  public static NetworkOptions transformer(int layers, int hidden, int heads, double dropout) {
    return new NetworkOptions(
        Architecture.TRANSFORMER,
        DecoderCell.GRU,
        DecoderAttention.ADDITIVE,
        true,
        layers,
        hidden,
        hidden,
        true,
        dropout,
        dropout,
        Tying.NONE,
        heads,
        0,
        true,
        0,
        0);
  }

  /** The same with other tables. */
  public NetworkOptions with(Tying tables) {
    return with(tables, attentionDropout, scheduledSampling);
  }

  /** The same with another share of a Transformer's weights of attention dropped. */
  public NetworkOptions withAttentionDropout(double dropped) {
    return with(tied, dropped, scheduledSampling);
  }

  /** The same with another share of sub-words that are the network's own. */
  public NetworkOptions withScheduledSampling(double own) {
    return with(tied, attentionDropout, own);
  }

  private NetworkOptions with(Tying tables, double dropped, double own) {
    return new NetworkOptions(
        architecture,
        cell,
        attention,
        bidirectional,
        layers,
        embedding,
        hidden,
        inputFeeding,
        embeddingDropout,
        dropout,
        tables,
        heads,
        inner,
        normFirst,
        dropped,
        own);
  }

  /** Layers above one another. */
  public int depth() {
    if (layers > 0) {
      return layers;
    }
    return architecture == Architecture.TRANSFORMER ? 3 : 1;
  }

  /** Numbers of a sub-word's vector. */
  int vector() {
    return architecture == Architecture.TRANSFORMER ? hidden : embedding;
  }

  /** Size of the feed-forward layers. */
  int feedForward() {
    return inner == 0 ? 4 * hidden : inner;
  }

  private static void useless(String option, Object value, boolean standard, Architecture kind) {
    if (!standard) {
      throw BadInputException.of(
          "option " + option,
          OptionValue.of(value),
          "its default, since architecture=" + OptionValue.of(kind) + " has no use for it");
    }
  }
}
