package io.palavra.embeddings.fasttext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.supervised.LabelledLines;
import io.palavra.embeddings.supervised.SupervisedOptions;
import io.palavra.embeddings.supervised.SupervisedTrainer;
import io.palavra.embeddings.text.CorpusWords;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.embeddings.train.EmbeddingTrainer;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.token.UnicodeWordTokenizer;
import io.palavra.pipeline.token.WordOptions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The program fastText reads what is written here; skipped where it is not installed. */
class RealFastTextTest {
  @TempDir private Path folder;

  @Test
  void itGivesTheSameVectorsForKnownAndUnseenWords() throws Exception {
    List<String> text = Collections.nCopies(40, "a casa é bonita e a árvore também 日本語");
    EmbeddingOptions options =
        EmbeddingOptions.defaults()
            .with(
                draft -> {
                  draft.dimensions = 9;
                  draft.minCount = 1;
                  draft.threads = 1;
                  draft.epochs = 1;
                  draft.ngrams = new Ngrams(3, 6, 5000);
                });
    WordVectors vectors =
        EmbeddingTrainer.train(
            new CorpusWords(Corpora.of("test", text), line -> List.of(line.split(" "))), options);
    Path model = folder.resolve("ours.bin");
    FastTextFiles.write(FastTextModel.of(vectors), model);
    List<String> words = List.of("casa", "árvore", "日本語", "casarão");
    List<String> said = fasttext(List.of("print-word-vectors", model.toString()), words);
    for (int i = 0; i < words.size(); i++) {
      String[] fields = said.get(i).strip().split(" ");
      float[] ours = vectors.vector(words.get(i)).orElseThrow();
      assertThat(fields).hasSize(ours.length + 1);
      for (int k = 0; k < ours.length; k++) {
        assertThat(Float.parseFloat(fields[k + 1])).isCloseTo(ours[k], within(1e-4f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = OutputLoss.class,
      names = {"SOFTMAX", "HIERARCHICAL_SOFTMAX", "ONE_VS_ALL"})
  void itGivesTheSameProbabilitiesWhateverTheLoss(OutputLoss loss) throws Exception {
    List<LabelledText> texts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      for (String word : List.of("quem", "onde", "quando")) {
        texts.add(new LabelledText("diga " + word + " chega " + i % 7, word.substring(2)));
      }
    }
    FastTextModel model =
        SupervisedTrainer.train(
            LabelledLines.of(
                Corpora.of("test", texts), new UnicodeWordTokenizer(WordOptions.defaults())),
            SupervisedOptions.defaults()
                .with(
                    draft -> {
                      draft.dimensions = 8;
                      draft.wordNgrams = 2;
                      draft.buckets = 2000;
                      draft.learningRate = 0.5;
                      draft.epochs = 10;
                      draft.loss = loss;
                    }));
    List<String> questions = List.of("diga onde chega 3", "quando", "quem chega", "nunca visto");
    Path plain = folder.resolve("ours.bin");
    FastTextFiles.write(model, plain);
    same(model, plain, questions, 1e-4);
    FastTextModel quantised = model.quantised(2, true, 1);
    Path packed = folder.resolve("ours.ftz");
    FastTextFiles.write(quantised, packed);
    same(quantised, packed, questions, 1e-3);
    int buckets = model.rows() - model.words().size();
    FastTextModel pruned = model.pruned(buckets / 2).quantised(3, true, 1);
    Path small = folder.resolve("small.ftz");
    FastTextFiles.write(pruned, small);
    same(pruned, small, questions, 1e-3);
  }

  /**
   * As fastText's own {@code quantize} prunes, so that some n-grams of unseen words have no row.
   */
  @Test
  void aPrunedQuantisedModelOfItsGivesTheSameVectorsForKnownAndUnseenWords() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      lines.add("__label__" + "ab".charAt(i % 2) + " palavra" + i + " comum" + i % 7 + " e outra");
    }
    Path texts = Files.write(folder.resolve("texts.txt"), lines);
    String name = folder.resolve("small").toString();
    List<String> train = List.of("supervised", "-input", texts.toString(), "-output", name);
    fasttext(
        Stream.concat(
                train.stream(),
                Stream.of("-dim", "8", "-minn", "3", "-maxn", "4", "-bucket", "1000"))
            .toList(),
        List.of());
    fasttext(
        List.of("quantize", "-input", texts.toString(), "-output", name, "-cutoff", "900"),
        List.of());
    Path packed = folder.resolve("small.ftz");
    assertThat(FastTextFiles.read(packed).words().kept()).isPresent();
    WordVectors vectors = FastTextFiles.read(packed).vectors();
    List<String> words = List.of("comum3", "palavra7", "palavras", "comuníssimo", "xyz");
    List<String> said = fasttext(List.of("print-word-vectors", packed.toString()), words);
    for (int i = 0; i < words.size(); i++) {
      String[] fields = said.get(i).strip().split(" ");
      float[] ours = vectors.vector(words.get(i)).orElse(new float[8]);
      for (int k = 0; k < ours.length; k++) {
        assertThat(Float.parseFloat(fields[k + 1])).isCloseTo(ours[k], within(1e-5f));
      }
    }
    assertThat(vectors.find("palavras")).isNegative();
    assertThat(vectors.vector("palavras")).isPresent();
  }

  private void same(FastTextModel model, Path file, List<String> questions, double apart)
      throws Exception {
    List<String> said = fasttext(List.of("predict-prob", file.toString(), "-"), questions);
    for (int i = 0; i < questions.size(); i++) {
      Label best = model.predict(questions.get(i), 1).get(0);
      String[] fields = said.get(i).strip().split(" ");
      assertThat(fields[0]).isEqualTo("__label__" + best.name());
      assertThat(Double.parseDouble(fields[1])).isCloseTo(best.probability(), within(apart));
    }
  }

  private List<String> fasttext(List<String> arguments, List<String> lines) throws Exception {
    assumeTrue(installed(), "the program fasttext is not installed");
    Path input = folder.resolve("input.txt");
    Path output = folder.resolve("output.txt");
    Files.write(input, lines, StandardCharsets.UTF_8);
    List<String> command = new ArrayList<>(List.of("fasttext"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return read(output);
  }

  private static List<String> read(Path output) throws IOException {
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }

  private static boolean installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "fasttext")));
  }
}
