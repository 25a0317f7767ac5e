package io.palavra.translator;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.decoder.DecoderAttention;
import io.palavra.kernels.decoder.DecoderCell;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.ScheduleShape;
import io.palavra.training.loop.TrainingOptions;
import io.palavra.translator.data.SubwordOptions;
import io.palavra.translator.data.TranslationData;
import io.palavra.translator.network.NetworkOptions;
import io.palavra.translator.network.Tying;
import io.palavra.translator.search.SearchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copying, sorting and reversing words, and reading dates: each by another shape of network. */
class ToyTasksTest {
  private static final String[] WORDS = "um dois três casa livro bom mau sim não já".split(" ");
  private static final int UNSEEN = 100;

  @TempDir private Path folder;

  private static Set<String> sentences(int count) {
    Random random = new Random(5);
    Set<String> sources = new LinkedHashSet<>();
    while (sources.size() < count) {
      List<String> words = new ArrayList<>();
      int length = 2 + random.nextInt(4);
      for (int i = 0; i < length; i++) {
        words.add(WORDS[random.nextInt(WORDS.length)]);
      }
      sources.add(String.join(" ", words));
    }
    return sources;
  }

  private TrainedRun learn(UnaryOperator<String> task, NetworkOptions network, TrainingOptions how)
      throws IOException {
    return learn(List.copyOf(sentences(2000)), task, network, how);
  }

  /** From all but the first {@link #UNSEEN}. */
  private TrainedRun learn(
      List<String> all, UnaryOperator<String> task, NetworkOptions network, TrainingOptions how)
      throws IOException {
    List<String> sources = all.subList(UNSEEN, all.size());
    Files.write(folder.resolve("in.txt"), sources);
    Files.write(folder.resolve("out.txt"), sources.stream().map(task).toList());
    TranslatorOptions options =
        TranslatorOptions.defaults()
            .with(network)
            .with(new SubwordOptions(60, true, false, 1, 50, 300, 0))
            .with(how);
    return new TranslatorKind().train(TrainRequest.of(data(), options, folder.resolve("run")));
  }

  private DataRequest data() {
    return new DataRequest(
        folder.resolve("in.txt").toString(),
        Optional.empty(),
        Optional.empty(),
        Map.of("target", "out.txt"));
  }

  private String write(Corpus<ParallelText> corpus) throws IOException {
    List<ParallelText> pairs = TranslationData.pairs(corpus);
    Path in = folder.resolve("test-in.txt");
    Files.write(in, pairs.stream().map(ParallelText::source).toList());
    Files.write(folder.resolve("test-out.txt"), pairs.stream().map(ParallelText::target).toList());
    return in.toString();
  }

  private static TrainingOptions training(double rate) {
    return TranslatorOptions.defaults().training().toBuilder()
        .epochs(25)
        .schedule(ScheduleShape.COSINE)
        .learningRate(rate)
        .warmupSteps(100)
        .labelSmoothing(0)
        .patience(0)
        .build();
  }

  private void assertLearned(UnaryOperator<String> task, TrainedRun run) throws IOException {
    assertLearned(List.copyOf(sentences(2000)), task, run);
  }

  private void assertLearned(List<String> all, UnaryOperator<String> task, TrainedRun run)
      throws IOException {
    List<String> unseen = all.subList(0, UNSEEN);
    try (Translator translator = new TranslatorKind().load(BundleReader.read(run.model()))) {
      List<List<Translation>> found = translator.translate(unseen, SearchOptions.greedy());
      int right = 0;
      for (int i = 0; i < UNSEEN; i++) {
        right += found.get(i).get(0).text().equals(task.apply(unseen.get(i))) ? 1 : 0;
      }
      assertThat(right).isGreaterThanOrEqualTo(99);
      // What was trained and what was loaded translate alike: so do their scores.
      DataRequest test =
          new DataRequest(
              write(TranslationData.of(data()).split().test().corpus()),
              Optional.empty(),
              Optional.empty(),
              Map.of("target", "test-out.txt"));
      assertThat(translator.score(test).metrics()).isEqualTo(run.test());
    }
  }

  @Test
  void aTransformerWithOneTableForAllCopies() throws IOException {
    UnaryOperator<String> copy = text -> text;
    NetworkOptions network = NetworkOptions.transformer(1, 64, 4, 0).with(Tying.ALL);
    // Of half as many sentences some seeds, or processors, learn 98 of the 100 unseen ones.
    List<String> all = List.copyOf(sentences(4000));
    TrainingOptions fewer = training(0.002).toBuilder().epochs(18).build();
    assertLearned(all, copy, learn(all, copy, network, fewer));
  }

  @Test
  void aTransformerWithTheMeanOfItsLastEpochsReverses() throws IOException {
    UnaryOperator<String> reverse =
        text -> {
          List<String> words = new ArrayList<>(List.of(text.split(" ")));
          Collections.reverse(words);
          return String.join(" ", words);
        };
    NetworkOptions network = NetworkOptions.transformer(2, 64, 4, 0.1).with(Tying.TARGET);
    TrainingOptions averaged = training(0.002).toBuilder().averagedEpochs(3).build();
    assertLearned(reverse, learn(reverse, network, averaged));
  }

  @Test
  void aNetworkThatReadsOneWayAndHearsItselfSorts() throws IOException {
    UnaryOperator<String> sort =
        text -> {
          List<String> words = new ArrayList<>(List.of(text.split(" ")));
          Collections.sort(words);
          return String.join(" ", words);
        };
    NetworkOptions plain =
        new NetworkOptions(DecoderCell.GRU, DecoderAttention.DOT, false, 1, 32, 64, true, 0, 0);
    NetworkOptions network = plain.withScheduledSampling(0.2);
    TrainingOptions summed = training(0.01).toBuilder().batchesPerStep(2).build();
    assertLearned(sort, learn(sort, network, summed));
  }

  /** Dates as people write them in Portuguese, a different day each, and as computers do. */
  private static Map<String, String> dates(int count) {
    List<String> forms =
        List.of("d 'de' MMMM 'de' yyyy", "EEEE, d 'de' MMMM 'de' yyyy", "d/M/yyyy", "d MMM yyyy");
    List<Integer> days = new ArrayList<>(IntStream.range(0, 36_500).boxed().toList());
    Collections.shuffle(days, new Random(7));
    Map<String, String> dates = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      LocalDate date = LocalDate.of(1950, 1, 1).plusDays(days.get(i));
      String form = forms.get(i % forms.size());
      dates.put(
          date.format(DateTimeFormatter.ofPattern(form, new Locale("pt", "BR"))), date.toString());
    }
    return dates;
  }

  @Test
  void anLstmReadsDatesInPortuguese() throws IOException {
    Map<String, String> dates = dates(4000);
    List<String> written = List.copyOf(dates.keySet());
    NetworkOptions network =
        new NetworkOptions(DecoderCell.LSTM, DecoderAttention.GENERAL, true, 1, 32, 64, true, 0, 0);
    TrainingOptions fewer = training(0.01).toBuilder().epochs(18).build();
    assertLearned(written, dates::get, learn(written, dates::get, network, fewer));
  }
}
