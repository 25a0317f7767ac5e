package io.palavra.sentiment.network;

import static io.palavra.pipeline.option.OptionRange.share;
import static io.palavra.pipeline.option.OptionRange.within;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.Option;

/**
 * The shape of the network.
 *
 * @param cell the recurrent unit
 * @param bidirectional whether a second chain reads each text from its end
 * @param layers recurrent layers above one another
 * @param embedding numbers a word vector has
 * @param hidden numbers the state of each direction has
 * @param pooling how the states of all positions become one vector
 * @param embeddingDropout share of the word vectors' numbers that is dropped in training
 * @param dropout share of the numbers between layers, and before the output, that is dropped in
 *     training
 * @param recurrentDropout share of the state that is dropped on its way from one token to the next
 *     in training, the same numbers along a text (Gal and Ghahramani 2016)
 * @param tuneVectors whether pre-trained word vectors are learned further; without such vectors it
 *     has no effect
 * @param vectorWords whether words that only the file of given vectors has are known words, too, as
 *     many as {@code maxVocabulary} has room for behind those of the training texts
 * @param languageEpochs passes over the training texts in which the word vectors and the lowest
 *     recurrent layer first learn to foretell words; 0 for none
 * @param languageTexts data sets whose texts it learns to foretell besides the training texts,
 *     catalogue names or paths with commas between them; empty for none
 * @param ensemble networks that are trained with seeds one apart and answer with the mean of their
 *     probabilities
 */
public record NetworkOptions(
    @Option("the recurrent unit") Cell cell,
    @Option("whether a second chain reads each text from its end") boolean bidirectional,
    @Option("recurrent layers above one another") int layers,
    @Option("numbers a word vector has") int embedding,
    @Option("numbers the state of each direction has") int hidden,
    @Option("how all states become one vector") Pooling pooling,
    @Option("share of the word vectors that is dropped in training") double embeddingDropout,
    @Option("share dropped between layers and before the output") double dropout,
    @Option("share of the state dropped from one token to the next") double recurrentDropout,
    @Option("whether pre-trained vectors are learned further") boolean tuneVectors,
    @Option("epochs before pre-trained vectors are learned further") int frozenEpochs,
    @Option("whether words that only the given vectors have are known") boolean vectorWords,
    @Option("epochs in which it first learns to foretell words; 0 for none") int languageEpochs,
    @Option("data sets whose words it learns to foretell, too") String languageTexts,
    @Option("networks whose probabilities are averaged, with seeds one apart") int ensemble) {

  private static final int LARGEST = 8192;
  private static final int MOST_EPOCHS = 10_000;
  private static final int MOST_NETWORKS = 64;

  /**
   * @throws BadInputException for a value out of range, with its option's name
   */
  public NetworkOptions {
    within("layers", layers, 1, 16);
    within("embedding", embedding, 1, LARGEST);
    within("hidden", hidden, 1, LARGEST);
    share("embeddingDropout", embeddingDropout);
    share("dropout", dropout);
    share("recurrentDropout", recurrentDropout);
    within("frozenEpochs", frozenEpochs, 0, MOST_EPOCHS);
    within("languageEpochs", languageEpochs, 0, MOST_EPOCHS);
    within("ensemble", ensemble, 1, MOST_NETWORKS);
    if (!languageTexts.isEmpty() && languageEpochs == 0) {
      throw BadInputException.of(
          "option languageTexts", languageTexts, "languageEpochs above 0 with it");
    }
    if (frozenEpochs > 0 && !tuneVectors) {
      throw BadInputException.of(
          "option frozenEpochs",
          String.valueOf(frozenEpochs),
          "0, since with tuneVectors=false vectors are never learned further");
    }
  }

  /** A bidirectional LSTM of one layer, small enough to be trained in a minute on a laptop. */
  public static NetworkOptions defaults() {
    return new NetworkOptions(
        Cell.LSTM, true, 1, 64, 64, Pooling.MAX, 0.2, 0.3, 0, true, 0, false, 0, "", 1);
  }

  /** The same without dropout of any kind. */
  public NetworkOptions withoutDropout() {
    return withDropout(0, 0, 0);
  }

  /**
   * The same with no more dropout than this, of vectors, of numbers between layers and of states.
   */
  NetworkOptions droppingAtMost(double share) {
    return withDropout(
        Math.min(share, embeddingDropout),
        Math.min(share, dropout),
        Math.min(share, recurrentDropout));
  }

  private NetworkOptions withDropout(double ofVectors, double between, double ofStates) {
    return new NetworkOptions(
        cell,
        bidirectional,
        layers,
        embedding,
        hidden,
        pooling,
        ofVectors,
        between,
        ofStates,
        tuneVectors,
        frozenEpochs,
        vectorWords,
        languageEpochs,
        languageTexts,
        ensemble);
  }

  /** Numbers that the recurrent layers give for each position. */
  public int states() {
    return bidirectional ? 2 * hidden : hidden;
  }
}
