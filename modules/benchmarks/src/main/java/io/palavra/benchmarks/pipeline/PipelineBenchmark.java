package io.palavra.benchmarks.pipeline;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Suite;
import io.palavra.pipeline.batch.Batch;
import io.palavra.pipeline.batch.BatchStream;
import io.palavra.pipeline.batch.Batcher;
import io.palavra.pipeline.batch.BatcherOptions;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.encode.ExampleSource;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.split.TrainSet;
import io.palavra.pipeline.tensor.ClassificationTensors;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.vocabulary.LabelScan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How fast texts become tensors, on one thread: tokens a second of cutting, of cutting and
 * encoding, of that and batching, and of all with tensors. Texts are read before; reading them is
 * measured by itself. All tokens of a text count, those behind the maximum length, too.
 */
public final class PipelineBenchmark implements Suite {
  private static final List<String> DATA = List.of("imdb", "b2w-polarity");
  private static final String UNIT = "tokens";
  private static final int BATCH_SIZE = 32;

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public String description() {
    return "tokens a second on one thread, from text to tensors (data sets imdb and b2w-polarity)";
  }

  @Override
  public List<Measure> run(boolean quick, Consumer<String> say) {
    List<Measure> measures = new ArrayList<>();
    int runs = quick ? 3 : 7;
    int stride = quick ? 10 : 1;
    for (String data : DATA) {
      measure(
          data,
          runs,
          stride,
          rate -> {
            measures.add(
                Measure.alone(name(), rate.name(), rate.perCpuSecond(), rate.unit() + "/s a core"));
            say.accept(rate.toString());
          });
    }
    return measures;
  }

  private static void measure(String data, int runs, int stride, Consumer<Rate> done) {
    Corpus<LabelledText> origin = Catalog.standard().classification(DataRequest.of(data)).train();
    List<LabelledText> records = read(origin, stride);
    TrainSet<LabelledText> train = new TrainSet<>(Corpora.of(data, records));
    TextEncoder encoder = TextEncoder.learn(train, TextOptions.defaults());
    LabelScan labels = LabelScan.of(train);
    Tokenizer tokenizer = encoder.tokenizer();
    long tokens = cut(tokenizer, records);

    done.accept(
        Rate.measure("pipeline-read " + data, UNIT, runs, () -> readAll(origin, stride, tokens)));
    done.accept(
        Rate.measure("pipeline-tokenise " + data, UNIT, runs, () -> cut(tokenizer, records)));
    done.accept(
        Rate.measure(
            "pipeline-encode " + data,
            UNIT,
            runs,
            () -> {
              for (LabelledText record : records) {
                encoder.encode(record.text());
              }
              return tokens;
            }));
    ExampleSource source = ExampleSource.training(train.corpus(), encoder, labels.labels());
    Batcher batcher = new Batcher(source, BatcherOptions.of(BATCH_SIZE, 1), 0);
    done.accept(
        Rate.measure("pipeline-batch " + data, UNIT, runs, () -> pass(batcher, b -> {}, tokens)));
    ClassificationTensors tensors = new ClassificationTensors(labels.labels().size());
    done.accept(
        Rate.measure(
            "pipeline-tensors " + data, UNIT, runs, () -> pass(batcher, tensors::of, tokens)));
  }

  private static long pass(Batcher batcher, Consumer<Batch> use, long tokens) {
    try (BatchStream batches = batcher.open(0, 0)) {
      while (batches.hasNext()) {
        use.accept(batches.next());
      }
    }
    return tokens;
  }

  private static long cut(Tokenizer tokenizer, List<LabelledText> records) {
    long tokens = 0;
    for (LabelledText record : records) {
      tokens += tokenizer.tokens(record.text()).size();
    }
    return tokens;
  }

  /** Reads everything; what is left out of the measured texts costs time all the same. */
  private static long readAll(Corpus<LabelledText> origin, int stride, long tokens) {
    read(origin, stride);
    return tokens * stride;
  }

  /** Every text, or one in so many, from all over the corpus. */
  private static List<LabelledText> read(Corpus<LabelledText> corpus, int stride) {
    List<LabelledText> read = new ArrayList<>();
    try (RecordStream<LabelledText> records = corpus.open()) {
      for (int i = 0; records.hasNext(); i++) {
        LabelledText record = records.next().value();
        if (i % stride == 0) {
          read.add(record);
        }
      }
    }
    return read;
  }
}
