package io.palavra.examples;

import io.palavra.cnn.CnnKind;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.compare.ComparePictures;
import io.palavra.training.compare.CompareRequest;
import io.palavra.training.compare.CompareResult;
import io.palavra.training.compare.Comparing;
import io.palavra.training.compare.Contestant;
import io.palavra.training.compare.Study;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.Variant;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.options.OptionBinder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What keeps a network from learning its texts by heart: the usual stack of convolutions with
 * nothing, with L2, with dropout, with early stopping, with batch normalisation, and with all of
 * them, on the Portuguese reviews of this project.
 */
public final class RegularisationStudy {

  private RegularisationStudy() {}

  /**
   * Runs the example.
   *
   * @param args the folder for the runs, where it shall be another
   */
  public static void main(String[] args) {
    String now = String.valueOf(System.currentTimeMillis() / 1000);
    Path out = args.length > 0 ? Path.of(args[0]) : Path.of("runs", "regularisation-" + now);
    run(DataRequest.of("reviews-pt"), List.of(), 1, out, System.out);
  }

  /** A training for each remedy and seed; {@code settings} are further options of all. */
  static CompareResult run(
      DataRequest data, List<String> settings, int seeds, Path out, PrintStream print) {
    CnnKind cnn = new CnnKind();
    List<Contestant> remedies = new ArrayList<>();
    for (Variant variant : cnn.studies().get("regularisation")) {
      Record remedy = OptionBinder.bind(cnn.suggest(data), Optional.empty(), variant.settings());
      Record options = OptionBinder.bind(remedy, Optional.empty(), settings);
      remedies.add(new Contestant(variant.name(), cnn, options, Optional.empty()));
    }
    CompareResult result =
        Comparing.run(
            new CompareRequest(
                data,
                remedies,
                seeds,
                false,
                out,
                false,
                LayerChoice.KERNELS,
                new StopSignal(),
                print::println));
    Study study = Study.of(result, remedies.get(0).name());
    print.println(study.text());
    print.println(study.sentence());
    Path picture = out.resolve("losses.png");
    ComparePictures.losses(picture, result);
    print.println("Losses of training and development by epoch: " + picture);
    return result;
  }
}
