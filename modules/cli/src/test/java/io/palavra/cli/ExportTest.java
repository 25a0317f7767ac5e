package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers that are written for the program fastText. */
class ExportTest {
  private static final Path FILES =
      Path.of("../embeddings/src/test/resources/io/palavra/embeddings/fasttext");

  @TempDir private Path folder;

  @Test
  void aQuantisedModelIsSmallerAndSaysTheSame() throws IOException {
    String model = trained("tokenizer=spaces", "lowerCase=false");
    Path file = folder.resolve("small.ftz");
    Run run = Run.of("export", model, file.toString(), "--rows", "300", "--norms");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("wrote " + file).doesNotContain("white space");
    assertThat(Files.size(file)).isLessThan(Files.size(Path.of(model, "model.palavra")));
    for (String text : List.of("produto bom numero 3", "produto ruim numero 8")) {
      String label = Run.of("predict", model, text).out().split("\\s")[0];
      assertThat(Run.of("predict", file.toString(), text).out()).startsWith(label);
    }
  }

  @Test
  void howTextsAreToBeCutIsSaidWhereWhiteSpaceIsNotAllThatCutsThem() throws IOException {
    Run run = Run.of("export", trained(), folder.resolve("all.ftz").toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("cut as this model has learned them, by words, in lower case");
  }

  @Test
  void aModelThatFastTextWroteIsQuantisedAndCopied() throws IOException {
    String source = FILES.resolve("softmax.bin").toString();
    Path copy = folder.resolve("copy.bin");
    Path packed = folder.resolve("packed.FTZ");
    assertThat(Run.of("export", source, copy.toString()).code()).isZero();
    assertThat(Files.mismatch(copy, Path.of(source))).isNegative();
    assertThat(Run.of("export", source, packed.toString(), "--part", "3").code()).isZero();
    assertThat(Files.size(packed)).isLessThan(Files.size(copy));
    Run.assertRefused(
        Run.of("export", packed.toString(), folder.resolve("again.ftz").toString()),
        "packed.FTZ: found \"quantised already\"");
    Run.assertRefused(
        Run.of("export", packed.toString(), folder.resolve("again.bin").toString()), "again.bin");
  }

  @Test
  void whatCanNotBeWrittenIsRefusedAndNothingIsWritten() throws IOException {
    String model = trained();
    Path out = folder.resolve("out");
    Run.assertRefused(Run.of("export", model, out + ".txt"), "ends in .ftz");
    Run.assertRefused(
        Run.of("export", model, out + ".bin"), "out.bin: expected a name that ends in .ftz");
    Run.assertRefused(Run.of("export", model, out + ".bin", "--norms"), "--norms");
    Run.assertRefused(
        Run.of("export", model, out + ".ftz", "--rows", "255"),
        "--rows: found \"255\", expected at least 256");
    Run.assertRefused(Run.of("export", model, out + ".ftz", "--part", "0"), "--part");
    Run.assertRefused(Run.of("export", model, "-"), "standard output");
    Path small = Path.of(few());
    Run.assertRefused(
        Run.of("export", small.toString(), out + ".ftz"),
        "expected at least 256, one for each code");
    Path network = folder.resolve("network");
    assertThat(Tiny.train(Tiny.data(folder), network).code()).isZero();
    Run.assertRefused(
        Run.of("export", network.toString(), out + ".ftz"),
        "model.palavra: found \"a model of kind sentiment\"");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("out"));
    }
  }

  private String trained(String... options) throws IOException {
    List<String> rows = new ArrayList<>(Tiny.rows());
    for (int i = 0; i < 200; i++) {
      rows.add("palavra" + i + " outra" + i + (i % 2 == 0 ? " bom,pos" : " ruim,neg"));
    }
    return train("many", rows, options);
  }

  private String few() throws IOException {
    return train("few", Tiny.rows(), "wordNgrams=1");
  }

  private String train(String name, List<String> rows, String... options) throws IOException {
    Path data = Tiny.write(folder.resolve(name + ".csv"), String.join("\n", rows) + "\n");
    Path run = folder.resolve(name);
    List<String> all =
        new ArrayList<>(
            List.of("train", "fasttext", "--quiet", "--data", data.toString(), "--out"));
    all.addAll(List.of(run.toString(), "--set", "minCount=1", "--set", "embedding=6"));
    for (String option : options) {
      all.addAll(List.of("--set", option));
    }
    Run trained = Run.of(all.toArray(String[]::new));
    assertThat(trained.code()).as(trained.err()).isZero();
    return run.toString();
  }
}
