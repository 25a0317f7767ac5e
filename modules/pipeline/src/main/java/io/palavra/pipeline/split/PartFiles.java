package io.palavra.pipeline.split;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.ParallelText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a data set as files of their own, with the development part among what is learned
 * from: for a last training, when all is decided. The development part is still written beside, for
 * curves; it can choose nothing any more.
 */
public final class PartFiles {
  private PartFiles() {}

  /** Texts with their labels, in CSV files of a folder. */
  public static DataRequest joined(Split<LabelledText> split, Path folder) {
    return write(split, folder, SplitFiles.TEXTS);
  }

  /** Sentences with their translations, in CSV files of a folder. */
  public static DataRequest joinedPairs(Split<ParallelText> split, Path folder) {
    CsvRows<ParallelText> pairs =
        new CsvRows<>(List.of("source", "target"), pair -> List.of(pair.source(), pair.target()));
    return write(split, folder, pairs);
  }

  private static <T> DataRequest write(Split<T> split, Path folder, CsvRows<T> rows) {
    CsvRows.makeFolder(folder);
    Corpus<T> development = split.dev().corpus();
    Corpus<T> both = Corpora.concat("train and dev", List.of(split.train().corpus(), development));
    Path train = folder.resolve("train.csv");
    Path dev = folder.resolve("dev.csv");
    Path test = folder.resolve("test.csv");
    rows.write(both, train);
    rows.write(development, dev);
    rows.write(split.test().corpus(), test);
    return new DataRequest(train.toString(), Optional.of(dev), Optional.of(test), Map.of());
  }
}
