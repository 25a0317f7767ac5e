package io.palavra.cnn.network;

import static io.palavra.pipeline.option.OptionRange.share;
import static io.palavra.pipeline.option.OptionRange.within;

import io.palavra.kernels.convolution.Border;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.Option;
import io.palavra.pipeline.option.OptionValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The shape of the network. An empty list, and 0 where a number has to be above it, mean what the
 * style has.
 *
 * @param style whose network it is
 * @param widths tokens that a filter sees: side by side, or of one layer after another in a stack
 * @param filters of each width or layer
 * @param kMax values of each filter that are kept: 1 for the greatest, more for the k greatest in
 *     their order (Kalchbrenner et al. 2014); of filters side by side only
 * @param border which windows there are at the ends of a text; a stack always has one for each
 *     token
 * @param pools positions of which each layer of a stack keeps the greatest values; 1 for all
 * @param residual whether a layer of a stack is added to its input where their sizes agree; that of
 *     {@link Style#DILATED} always is
 * @param normalization behind each convolution of a stack
 * @param segments parts of a text whose greatest values go to the dense layers
 * @param denseLayers between pooling and output
 * @param dense numbers that each of them gives
 * @param embedding numbers a token's vector has
 * @param vectors where they come from, and whether they learn
 * @param embeddingDropout share of the vectors' numbers that is dropped in training
 * @param dropout share dropped before each dense layer and before the output
 * @param maxNorm the longest weight vector of a class (Hinton et al. 2012); 0 for any
 * @param frozenEpochs epochs for which given vectors stay as they are before they learn; without
 *     such vectors it has no effect
 * @param vectorWords whether words that only the file of given vectors has are known words, too, as
 *     many as {@code maxVocabulary} has room for behind those of the training texts
 * @param ensemble networks that are trained with seeds one apart and answer with the mean of their
 *     probabilities
 * @param labelSeparator what stands between the labels of a text that has several, each of which is
 *     then decided by itself; empty where each text has one class
 */
public record NetworkOptions(
    @Option("whose network") Style style,
    @Option("tokens that a filter sees; empty for the style's") List<Integer> widths,
    @Option("filters of each width or layer; 0 for the style's") int filters,
    @Option("values of each filter that are kept; 1 is the greatest") int kMax,
    @Option("which windows there are at the ends of a text") Border border,
    @Option("positions that each layer of a stack pools; empty for the style's")
        List<Integer> pools,
    @Option("whether a layer of a stack is added to its input; always if dilated") boolean residual,
    @Option("what is normalised behind each layer of a stack") Normalization normalization,
    @Option("parts of a text that are pooled; 0 for the style's") int segments,
    @Option("dense layers before the output; -1 for the style's") int denseLayers,
    @Option("numbers that a dense layer gives; 0 for the style's") int dense,
    @Option("numbers a token's vector has; 0 for the style's") int embedding,
    @Option("where vectors come from, and whether they learn") VectorUse vectors,
    @Option("share of the vectors that is dropped in training") double embeddingDropout,
    @Option("share dropped before dense layers and the output") double dropout,
    @Option("longest weight vector of a class; 0 for any") double maxNorm,
    @Option("epochs before given vectors learn") int frozenEpochs,
    @Option("whether words that only the given vectors have are known") boolean vectorWords,
    @Option("networks whose probabilities are averaged, with seeds one apart") int ensemble,
    @Option("what stands between the labels of a text that has several; empty for one class each")
        String labelSeparator) {

  private static final int LARGEST = 8192;
  private static final int WIDEST = 1024;
  private static final int MOST_LAYERS = 64;
  private static final int MOST_EPOCHS = 10_000;
  private static final int MOST_NETWORKS = 64;

  /**
   * @throws BadInputException for a value out of range, with its option's name
   */
  public NetworkOptions {
    widths = List.copyOf(widths);
    pools = List.copyOf(pools);
    atMost("widths", widths.size(), MOST_LAYERS, "widths");
    widths.forEach(width -> within("widths", width, 1, WIDEST));
    pools.forEach(pool -> within("pools", pool, 1, WIDEST));
    within("filters", filters, 0, LARGEST);
    within("kMax", kMax, 1, WIDEST);
    within("segments", segments, 0, WIDEST);
    within("denseLayers", denseLayers, -1, 8);
    within("dense", dense, 0, LARGEST);
    within("embedding", embedding, 0, LARGEST);
    share("embeddingDropout", embeddingDropout);
    share("dropout", dropout);
    if (!(maxNorm >= 0) || !Double.isFinite(maxNorm)) {
      throw BadInputException.of("option maxNorm", String.valueOf(maxNorm), "a number from 0");
    }
    within("frozenEpochs", frozenEpochs, 0, MOST_EPOCHS);
    within("ensemble", ensemble, 1, MOST_NETWORKS);
    if (!labelSeparator.isEmpty() && labelSeparator.isBlank()) {
      throw BadInputException.of(
          "option labelSeparator", "blanks", "a character that is no blank, such as ;");
    }
    boolean learns = vectors != VectorUse.STATIC && vectors != VectorUse.ONE_HOT;
    if (frozenEpochs > 0 && !learns) {
      throw BadInputException.of(
          "option frozenEpochs",
          String.valueOf(frozenEpochs),
          "0, or vectors=non-static: these vectors never learn");
    }
    requireDenseLayers(dense, denseLayers < 0 ? style.denseLayers() : denseLayers, style);
    if (style.sideBySide()) {
      Set<Integer> seen = new HashSet<>();
      for (int width : widths) {
        if (!seen.add(width)) {
          throw BadInputException.of(
              "option widths", widths.toString(), "each width once; " + width + " comes again");
        }
      }
      refuse("pools", !pools.isEmpty(), pools, style);
      refuse("residual", residual, residual, style);
      refuse("normalization", normalization != Normalization.NONE, normalization, style);
      refuse("segments", segments != 0, segments, style);
    } else {
      refuse("kMax", kMax > 1, kMax, style);
      refuse("border", border != Border.SAME, border, style);
      int layers = widths.isEmpty() ? style.widths().size() : widths.size();
      if (!pools.isEmpty() && pools.size() != layers) {
        throw BadInputException.of(
            "option pools", pools.toString(), "a number for each of the " + layers + " layers");
      }
    }
  }

  private static void requireDenseLayers(int dense, int layers, Style style) {
    if (dense > 0 && layers == 0) {
      throw BadInputException.of(
          "option dense",
          String.valueOf(dense),
          "denseLayers=1 or more with it: style="
              + OptionValue.of(style)
              + " has no dense layer here");
    }
  }

  /** Kim's network with random vectors. */
  public static NetworkOptions defaults() {
    return new NetworkOptions(
        Style.KIM,
        List.of(),
        0,
        1,
        Border.SAME,
        List.of(),
        false,
        Normalization.NONE,
        0,
        -1,
        0,
        0,
        VectorUse.AUTO,
        0.3,
        0.5,
        0,
        0,
        false,
        1,
        "");
  }

  /** The same without dropout of any kind. */
  public NetworkOptions withoutDropout() {
    return new NetworkOptions(
        style,
        widths,
        filters,
        kMax,
        border,
        pools,
        residual,
        normalization,
        segments,
        denseLayers,
        dense,
        embedding,
        vectors,
        0,
        0,
        maxNorm,
        frozenEpochs,
        vectorWords,
        ensemble,
        labelSeparator);
  }

  private static void refuse(String option, boolean given, Object value, Style style) {
    if (given) {
      throw BadInputException.of(
          "option " + option,
          OptionValue.of(value),
          (style.sideBySide() ? "a stack, as style=stacked" : "style=kim or style=dna")
              + " for it, not style="
              + OptionValue.of(style));
    }
  }

  private static void atMost(String option, int value, int most, String what) {
    if (value > most) {
      throw BadInputException.of(
          "option " + option, String.valueOf(value), most + " " + what + " at most");
    }
  }
}
