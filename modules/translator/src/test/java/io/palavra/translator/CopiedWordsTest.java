package io.palavra.translator;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.ScheduleShape;
import io.palavra.translator.data.SubwordOptions;
import io.palavra.translator.network.NetworkOptions;
import io.palavra.translator.search.SearchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words are reversed, and some of them stand in the training text once alone. */
class CopiedWordsTest {
  private static final String[] WORDS = "um dois três casa livro bom mau sim não já".split(" ");
  private static final int RARE = 0x4E00;

  @TempDir private Path folder;

  private static String reversed(String text) {
    List<String> words = new ArrayList<>(List.of(text.split(" ")));
    Collections.reverse(words);
    return String.join(" ", words);
  }

  @Test
  void anUnknownWordIsCopiedFromWhereTheModelLooked() throws IOException {
    Random random = new Random(5);
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      String[] words = new String[2 + random.nextInt(3)];
      Arrays.setAll(words, k -> WORDS[random.nextInt(WORDS.length)]);
      if (i % 2 == 0) {
        words[random.nextInt(words.length)] = Character.toString(RARE + i);
      }
      sources.add(String.join(" ", words));
    }
    Files.write(folder.resolve("forward.txt"), sources);
    Files.write(
        folder.resolve("backward.txt"), sources.stream().map(CopiedWordsTest::reversed).toList());
    TranslatorOptions standard = TranslatorOptions.defaults();
    NetworkOptions shape = standard.network();
    // A rare word stands once on each side: what stands three times is known.
    TranslatorOptions small =
        standard
            .with(new NetworkOptions(shape.cell(), shape.attention(), true, 1, 32, 64, true, 0, 0))
            .with(new SubwordOptions(60, true, false, 3, 50, 300, 0))
            .with(
                standard.training().toBuilder()
                    .epochs(12)
                    .learningRate(0.005)
                    .schedule(ScheduleShape.CONSTANT)
                    .labelSmoothing(0)
                    .metric("bleu")
                    .build());
    DataRequest data =
        new DataRequest(
            folder.resolve("forward.txt").toString(),
            Optional.empty(),
            Optional.empty(),
            Map.of("target", "backward.txt"));
    TrainedRun run =
        new TranslatorKind().train(TrainRequest.of(data, small, folder.resolve("run")));
    try (Translator translator = new TranslatorKind().load(BundleReader.read(run.model()))) {
      List<String> unseen = List.of("livro 東 bom", "東 sim", "casa mau já 東");
      SearchOptions copies = SearchOptions.defaults().toBuilder().copyUnknown(true).build();
      List<List<Translation>> found = translator.translate(unseen, copies);
      for (int i = 0; i < unseen.size(); i++) {
        assertThat(found.get(i).get(0).text()).isEqualTo(reversed(unseen.get(i)));
        assertThat(translator.translate(unseen.get(i))).doesNotContain("東");
      }
    }
  }
}
