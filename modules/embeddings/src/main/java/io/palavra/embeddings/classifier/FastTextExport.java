package io.palavra.embeddings.classifier;

import io.palavra.embeddings.fasttext.FastTextFiles;
import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.training.kind.Model;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes a classifier of the kind {@code fasttext} for the program fastText and its libraries:
 * {@code .bin} with all numbers, or {@code .ftz}, whose rows are codes of a product quantiser.
 */
public final class FastTextExport {
  private static final int LEAST_ROWS = 256;
  private static final long SEED = 1;

  private FastTextExport() {}

  /**
   * How small a {@code .ftz} becomes.
   *
   * @param part numbers of a row that share a code of one byte
   * @param norms whether the lengths of the rows have codes of their own
   * @param rows of words and n-grams that stay, those with the longest vectors; all where none
   */
  public record Packing(int part, boolean norms, OptionalInt rows) {
    /** As {@code fasttext quantize} does it unless told: two numbers a code, all rows. */
    public static final Packing DEFAULT = new Packing(2, false, OptionalInt.empty());

    /** Checks the numbers. */
    public Packing {
      if (part < 1) {
        throw BadInputException.of("option --part", Integer.toString(part), "at least 1");
      }
      if (rows.isPresent() && rows.getAsInt() < LEAST_ROWS) {
        throw BadInputException.of(
            "option --rows", Integer.toString(rows.getAsInt()), "at least " + LEAST_ROWS);
      }
    }
  }

  /**
   * Writes or replaces a file, whole or not at all.
   *
   * @param name of the model, for complaints
   * @return how texts are cut before they are put to the model, where fastText, which cuts at white
   *     space and nothing else, has to be given them so
   * @throws BadInputException when the name ends in neither {@code .bin} nor {@code .ftz}, when the
   *     model is of another kind, or such that fastText could not read the file
   */
  public static Optional<TextOptions> write(Model model, String name, Path out, Packing packing) {
    boolean packed = requirePacked(out);
    if (!packed && !packing.equals(Packing.DEFAULT)) {
      throw BadInputException.of(
          out.toString(), "a name that ends in .ftz with --part, --norms and --rows");
    }
    if (!(model instanceof FastTextClassifier classifier)) {
      throw BadInputException.of(
          name, "a model of kind " + model.kind(), "one of kind fasttext, which fastText can read");
    }
    FastTextFiles.write(
        packed ? packed(classifier.model(), name, packing) : plain(classifier.model(), out), out);
    return classifier instanceof ImportedFastText
        ? Optional.empty()
        : Optional.of(classifier.textOptions());
  }

  /** Whether a file is to be quantised. */
  private static boolean requirePacked(Path out) {
    String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".ftz") && !name.endsWith(".bin")) {
      throw BadInputException.of(
          out.toString(), "a name that ends in .ftz (quantised) or .bin (all numbers)");
    }
    return name.endsWith(".ftz");
  }

  private static FastTextModel plain(FastTextModel model, Path out) {
    if (model.isQuantised() || model.words().kept().isPresent()) {
      throw BadInputException.of(
          out.toString(),
          "a name that ends in .ftz: only n-grams of the training texts have rows in this model,"
              + " which fastText reads where they are quantised alone");
    }
    return model;
  }

  private static FastTextModel packed(FastTextModel model, String name, Packing packing) {
    if (model.isQuantised()) {
      throw BadInputException.of(name, "quantised already", "one with all its numbers");
    }
    FastTextModel pruned =
        packing.rows().isPresent() ? model.pruned(packing.rows().getAsInt()) : model;
    if (pruned.rows() < LEAST_ROWS) {
      throw BadInputException.of(
          name,
          pruned.rows() + " rows of words and n-grams",
          "at least " + LEAST_ROWS + ", one for each code");
    }
    return pruned.quantised(packing.part(), packing.norms(), SEED);
  }
}
