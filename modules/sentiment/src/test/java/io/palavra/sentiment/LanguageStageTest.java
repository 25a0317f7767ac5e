package io.palavra.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.provenance.Reproduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageStageTest {
  private static final String[] RING = {"um", "dois", "tres", "quatro", "cinco", "seis"};

  @TempDir Path folder;

  private final List<String> said = new ArrayList<>();
  private Path data;

  /** In every text each word says which one follows and which one comes before. */
  @BeforeEach
  void writeTexts() throws IOException {
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 240; i++) {
      rows.append("n").append(i);
      for (int t = 0; t < 4 + i % 3; t++) {
        rows.append(' ').append(RING[(i / 3 + t) % RING.length]);
      }
      rows.append(i / 3 % RING.length < 3 ? ",baixo\n" : ",alto\n");
    }
    data = Files.writeString(folder.resolve("ring.csv"), rows);
  }

  private TrainRequest request(String out, String... sets) {
    List<String> all =
        new ArrayList<>(List.of("hidden=8", "embedding=8", "epochs=2", "minCount=2"));
    all.addAll(List.of(sets));
    SentimentOptions options =
        OptionBinder.bind(SentimentOptions.defaults(), Optional.empty(), all);
    return TrainRequest.of(DataRequest.of(data.toString()), options, folder.resolve(out))
        .withSay(said::add);
  }

  private TrainedRun train(TrainRequest request) {
    return new SentimentKind().train(request);
  }

  private static void assertSame(TrainedRun one, TrainedRun other) {
    ModelBundle first = BundleReader.read(one.model());
    ModelBundle second = BundleReader.read(other.model());
    assertThat(first.weights().keySet()).isEqualTo(second.weights().keySet());
    first
        .weights()
        .forEach(
            (name, tensor) ->
                assertThat(second.weights().get(name).values()).isEqualTo(tensor.values()));
  }

  /** Stops when a line is said that begins so. */
  private TrainRequest stopping(TrainRequest request, String line) {
    StopSignal stop = new StopSignal();
    return request
        .withStop(stop)
        .withSay(
            each -> {
              said.add(each);
              if (each.startsWith(line)) {
                stop.request();
              }
            });
  }

  @Test
  void wordsThatFollowFromTheirNeighboursAreForetold() {
    train(request("ring", "languageEpochs=30", "batchSize=8"));
    // Seven words, of which only those at a ring's ends do not follow from their neighbours.
    assertThat(perplexity()).isLessThan(3);
  }

  @Test
  void stoppedAndResumedItEndsWithTheSameBits() {
    TrainedRun whole = train(request("whole", "languageEpochs=3"));
    for (String line : new String[] {"Language model, epoch 1/3", "It begins from"}) {
      said.clear();
      String out = "stopped" + line.length();
      TrainedRun stopped = train(stopping(request(out, "languageEpochs=3"), line));
      assertThat(stopped.finished()).isFalse();
      TrainedRun resumed = train(request(out, "languageEpochs=3").withResume(true));
      assertThat(said.stream().filter(s -> s.startsWith("Language model, epoch"))).hasSize(3);
      assertThat(said).noneMatch(s -> s.contains("training from the beginning"));
      assertSame(whole, resumed);
    }
  }

  @Test
  void networksOfAnEnsembleBeginFromOneLanguageModel() {
    TrainedRun run = train(request("both", "languageEpochs=2", "ensemble=2"));
    assertThat(run.finished()).isTrue();
    assertThat(said.stream().filter(s -> s.startsWith("Language model, epoch"))).hasSize(2);
  }

  @Test
  void aNetworkThatBeginsFromAModelLearnsNoLanguageAgain() {
    TrainedRun first = train(request("first", "languageEpochs=1"));
    said.clear();
    train(request("second", "languageEpochs=1").withFrom(first.model()));
    assertThat(said).noneMatch(s -> s.startsWith("Language model"));
    assertThat(said).anyMatch(s -> s.startsWith("languageEpochs has no effect"));
  }

  private double perplexity() {
    String line =
        said.stream().filter(s -> s.startsWith("It begins from")).findFirst().orElseThrow();
    return Double.parseDouble(line.replaceAll(".*perplexity ([0-9.]+) .*", "$1"));
  }

  /** Lines of the ring, and how many of the data set's texts among them. */
  private Path lines(String name, int ofTheSet) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int first = i;
      lines.add(
          IntStream.range(0, 6)
              .mapToObj(t -> t == 0 && first % 2 == 0 ? "sete" : RING[(first + t) % RING.length])
              .collect(Collectors.joining(" ")));
    }
    lines.addAll(
        Files.readAllLines(data).subList(1, 1 + ofTheSet).stream()
            .map(row -> row.substring(0, row.indexOf(',')))
            .toList());
    return Files.write(folder.resolve(name), lines);
  }

  @Test
  void textsWithoutClassesTeachItMoreOfTheLanguage() throws IOException {
    Path more = lines("more.txt", 100);
    train(request("alone", "languageEpochs=4", "batchSize=8"));
    double alone = perplexity();
    said.clear();
    TrainedRun run =
        train(request("more", "languageEpochs=4", "batchSize=8", "languageTexts=" + more));
    assertThat(perplexity()).isLessThan(alone / 1.5);
    assertThat(said)
        .anyMatch(
            s ->
                s.endsWith(
                    "1,000 texts to learn words from, besides; 100 that the data set has, too, are"
                        + " left out"));
    // Of the two marks, the six words of the training texts, and the one that only the lines have.
    assertThat(BundleReader.read(run.model()).weights().get("embedding_W").shape()[0]).isEqualTo(9);
  }

  @Test
  void withTextsWithoutClassesItIsResumedAndMadeAgainToTheSameBits() throws IOException {
    Path more = lines("more.txt", 0);
    String[] sets = {"languageEpochs=2", "languageTexts=" + more};
    TrainedRun whole = train(request("whole", sets));
    train(stopping(request("stopped", sets), "Language model, epoch 1/2"));
    assertSame(whole, train(request("stopped", sets).withResume(true)));
    ModelBundle model = BundleReader.read(whole.model());
    Path again = folder.resolve("again");
    assertThat(Reproduction.of(new SentimentKind(), model, again, said::add).identical()).isTrue();
    lines("more.txt", 10);
    Reproduction other =
        Reproduction.of(new SentimentKind(), model, folder.resolve("other"), said::add);
    assertThat(other.reasons())
        .anyMatch(reason -> reason.startsWith("data languageTexts: SHA-256"));
  }

  @Test
  void ofOtherTextsWithoutClassesItDoesNotGoOn() throws IOException {
    String[] sets = {"languageEpochs=2", "languageTexts=" + lines("more.txt", 0)};
    train(stopping(request("stopped", sets), "Language model, epoch 1/2"));
    Files.writeString(folder.resolve("more.txt"), "um dois\n");
    assertThatThrownBy(() -> train(request("stopped", sets).withResume(true)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("languageTexts");
  }

  @Test
  void textsWithoutClassesThatTeachNothingAreRefused() throws IOException {
    Path same = Files.write(folder.resolve("same.txt"), List.of("n0 um dois tres quatro", " "));
    for (String names : new String[] {same.toString(), "no-such-set", same + ",no-such-set"}) {
      assertThatThrownBy(
              () -> train(request("refused", "languageEpochs=1", "languageTexts=" + names)))
          .as(names)
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("option languageTexts: ");
    }
    assertThatThrownBy(() -> request("refused", "languageTexts=" + same))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("languageEpochs above 0");
  }

  @Test
  void textsOfAWordEachHaveNothingToForetell() throws IOException {
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 80; i++) {
      rows.append(i % 2 == 0 ? "sim,a\n" : "nada,b\n").append("n").append(i).append(",a\n");
    }
    data = Files.writeString(folder.resolve("words.csv"), rows);
    assertThat(train(request("words", "languageEpochs=1")).finished()).isTrue();
  }
}
