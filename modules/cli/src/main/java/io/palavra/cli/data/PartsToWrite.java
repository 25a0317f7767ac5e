package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.cli.input.DataSource;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.split.OtherTexts;
import io.palavra.pipeline.split.Splitter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which data to part, what to leave out, and where the parts go. */
final class PartsToWrite {
  @Mixin private DataSource source = new DataSource();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to.")
  private Path out;

  @Option(
      names = "--without",
      paramLabel = "NAME|PATH",
      description =
          "Leave out the texts of this data set or file, too: those that a model which goes on from these shall be judged by. A file is read as the data are. May be given several times.")
  private List<String> without = List.of();

  /** The parts of the data, from which nothing is left out yet. */
  WrittenParts parts(Console console) {
    Catalog catalog = Catalog.standard();
    DataRequest request = source.request();
    GivenSets<LabelledText> given = catalog.classification(request);
    List<DataRequest> others =
        without.stream().map(other -> other(catalog, other, request)).toList();
    return new WrittenParts(
        given,
        Splitter.split(given),
        new OtherTexts(others.stream().map(other -> classification(catalog, other)).toList()),
        out,
        console);
  }

  private static GivenSets<LabelledText> classification(Catalog catalog, DataRequest other) {
    try {
      return catalog.classification(other);
    } catch (BadInputException e) {
      if (e.source().equals("data")) {
        throw BadInputException.of("option --without", other.data(), e.expected()).because(e);
      }
      throw e;
    }
  }

  private static DataRequest other(Catalog catalog, String other, DataRequest request) {
    return catalog.entry(other).isPresent()
        ? DataRequest.of(other)
        : new DataRequest(other, Optional.empty(), Optional.empty(), request.reading());
  }
}
