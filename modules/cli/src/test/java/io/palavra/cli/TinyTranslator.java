package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A translator from Portuguese to English that learned next to nothing, and its pairs.
 *
 * @param source sentences in Portuguese
 * @param target their translations
 * @param model the run
 */
record TinyTranslator(Path source, Path target, Path model) {
  static final int PAIRS = 200;

  static TinyTranslator in(Path folder) throws IOException {
    String pt = "A menina não encontrou a mala vermelha do médico na estação ";
    String en = "The girl did not find the doctor's red suitcase at the station ";
    Path source = lines(folder.resolve("tiny.pt"), PAIRS, i -> pt + i + ".");
    Path target = lines(folder.resolve("tiny.en"), PAIRS, i -> en + i + ".");
    Path model = folder.resolve("tiny");
    Run run =
        Run.of(
            ("train translator --quiet --epochs 1 --set hidden=4 --set embedding=4"
                    + " --set merges=10 --set minCount=1 --source %s --target %s --out %s")
                .formatted(source, target, model)
                .split(" "));
    assertThat(run.code()).as(run.err()).isZero();
    return new TinyTranslator(source, target, model);
  }

  static Path lines(Path file, int count, IntFunction<String> line) throws IOException {
    return Tiny.write(
        file, IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n")));
  }
}
