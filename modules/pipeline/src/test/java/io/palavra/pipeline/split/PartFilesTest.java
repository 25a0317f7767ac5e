package io.palavra.pipeline.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.corpus.RecordStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFilesTest {
  @TempDir Path folder;

  private static <T> Split<T> split(List<T> train, List<T> dev, List<T> test) {
    return new Split<>(
        new TrainSet<>(Corpora.of("train", train)),
        new DevSet<>(Corpora.of("dev", dev)),
        new TestSet<>(Corpora.of("test", test)),
        "as given");
  }

  private static <T> List<T> all(Corpus<T> corpus) {
    List<T> all = new ArrayList<>();
    try (RecordStream<T> records = corpus.open()) {
      records.forEachRemaining(record -> all.add(record.value()));
    }
    return all;
  }

  @Test
  void textsWithQuotesAndLineBreaksAreReadBackWithTheDevelopmentPartAmongThem() {
    LabelledText quoted = new LabelledText("ela disse \"não\",\ne foi", "a,b");
    LabelledText plain = new LabelledText("ação 🙂", "c");
    LabelledText last = new LabelledText("fim", "c");
    DataRequest joined =
        PartFiles.joined(split(List.of(quoted), List.of(plain), List.of(last)), folder);
    GivenSets<LabelledText> given = Catalog.standard().classification(joined);
    assertThat(all(given.train())).containsExactly(quoted, plain);
    assertThat(all(given.dev().orElseThrow())).containsExactly(plain);
    assertThat(all(given.test().orElseThrow())).containsExactly(last);
  }

  @Test
  void ofPartsThatCanNotAllBeWrittenNoneIsLeft() {
    LabelledText text = new LabelledText("a", "x");
    Corpus<LabelledText> broken =
        Corpora.map(
            Corpora.of("broken", List.of(text)),
            "refused",
            record -> {
              throw record.place().complaint("a", "another text");
            });
    Split<LabelledText> whole = split(List.of(text), List.of(text), List.of());
    Split<LabelledText> parts =
        new Split<>(whole.train(), whole.dev(), new TestSet<>(broken), whole.how());
    assertThatThrownBy(() -> SplitFiles.write(parts, folder)).hasMessageContaining("another text");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void pairsAreReadBackToo() {
    ParallelText first = new ParallelText("um, dois", "one, \"two\"");
    ParallelText second = new ParallelText("três", "three");
    DataRequest joined =
        PartFiles.joinedPairs(split(List.of(first), List.of(second), List.of(second)), folder);
    GivenSets<ParallelText> given = Catalog.standard().parallel(joined);
    assertThat(all(given.train())).containsExactly(first, second);
    assertThat(all(given.dev().orElseThrow())).containsExactly(second);
  }
}
