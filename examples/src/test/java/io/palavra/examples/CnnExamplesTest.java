package io.palavra.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.cnn.CnnKind;
import io.palavra.cnn.CnnOptions;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.options.OptionBinder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CnnExamplesTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @TempDir Path folder;

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void questionsAreAnsweredWithTheFiltersThatFired() throws IOException {
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 40; i++) {
      rows.append("Who was man ").append(i).append(" ?,HUM\n");
      rows.append("Where is the moon of ").append(i).append(" ?,LOC\n");
    }
    Path csv = Files.writeString(folder.resolve("questions.csv"), rows);
    CnnOptions small =
        OptionBinder.bind(
            new CnnKind().defaults(),
            Optional.empty(),
            List.of("filters=8", "embedding=8", "epochs=3", "minCount=1"));
    CnnOnQuestions.run(DataRequest.of(csv.toString()), small, folder.resolve("run"), out);
    assertThat(printed()).contains("Who was the first man", "filter", "of width 3", "HUM");
  }

  @Test
  void promotersAreToldFromOtherDna() throws IOException {
    Random random = new Random(3);
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 24; i++) {
      StringBuilder bases = new StringBuilder();
      for (int j = 0; j < 30; j++) {
        bases.append("acg".charAt(random.nextInt(3)));
      }
      boolean promoter = i / 2 % 2 == 0;
      rows.append(promoter ? bases.replace(10, 16, "tataat") : bases)
          .append(promoter ? ",+\n" : ",-\n");
    }
    Path csv = Files.writeString(folder.resolve("dna.csv"), rows);
    List<String> quick = new ArrayList<>(DnaPromoters.OPTIONS);
    quick.replaceAll(set -> set.startsWith("epochs") ? "epochs=15" : set);
    assertThat(DnaPromoters.run(DataRequest.of(csv.toString()), 2, quick, out)).isLessThan(4);
    assertThat(printed()).contains("part 2", "KBANN");
  }

  @Test
  void wordsAndCharactersLearnFromTheSameTypingErrors() throws IOException {
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 30; i++) {
      rows.append("wonderful number ").append(i).append(",good\n");
      rows.append("terrible number ").append(i).append(",bad\n");
    }
    Path csv = Files.writeString(folder.resolve("reviews.csv"), rows);
    double[] accuracies =
        CharacterCnnOnNoisyText.run(
            DataRequest.of(csv.toString()),
            List.of("epochs=1", "filters=4", "embedding=4"),
            List.of("style=character", "epochs=1", "filters=4", "dense=4"),
            folder,
            out);
    assertThat(accuracies).hasSize(2);
    assertThat(printed()).contains("words", "characters");
  }

  @Test
  void remediesAreSetBesideNothing() throws IOException {
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 30; i++) {
      rows.append("wonderful number ").append(i).append(",good\n");
      rows.append("terrible number ").append(i).append(",bad\n");
    }
    Path csv = Files.writeString(folder.resolve("few.csv"), rows);
    RegularisationStudy.run(
        DataRequest.of(csv.toString()),
        List.of("epochs=1", "filters=4", "embedding=4", "dense=4"),
        1,
        folder.resolve("study"),
        out);
    assertThat(printed()).contains("batch normalisation", "all together", "no remedy gives");
    assertThat(folder.resolve("study/losses.png")).exists();
  }

  @Test
  void aboutOneLetterInTenIsMistyped() {
    String text = "abcdefghij ".repeat(1000);
    String mistyped = CharacterCnnOnNoisyText.mistyped(text, new Random(1));
    assertThat(mistyped).isEqualTo(CharacterCnnOnNoisyText.mistyped(text, new Random(1)));
    long whole = mistyped.split("abcdefghij", -1).length - 1L;
    // A word of ten letters stays whole with probability 0.9^10 = 0.35.
    assertThat(whole).isBetween(250L, 450L);
  }

  @Test
  void theExamplesAreListed() throws IOException {
    try (InputStream in =
        getClass().getClassLoader().getResourceAsStream("META-INF/palavra/examples.yaml")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains(
              CnnOnQuestions.class.getName(),
              DnaPromoters.class.getName(),
              CharacterCnnOnNoisyText.class.getName(),
              RegularisationStudy.class.getName());
    }
  }
}
