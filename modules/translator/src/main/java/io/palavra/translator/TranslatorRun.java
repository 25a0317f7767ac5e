package io.palavra.translator;

import io.palavra.kernels.fit.FusedFit;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.pipeline.split.Split;
import io.palavra.training.bundle.BundleWriter;
import io.palavra.training.checkpoint.CheckpointStore;
import io.palavra.training.checkpoint.RunIdentity;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.RunFolder;
import io.palavra.training.kind.RunFrame;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.BatchSource;
import io.palavra.training.loop.BlasThreads;
import io.palavra.training.loop.Trainer;
import io.palavra.training.loop.TrainingResult;
import io.palavra.training.provenance.DataPart;
import io.palavra.training.provenance.Provenance;
import io.palavra.training.report.MetricsJson;
import io.palavra.training.report.RunFigures;
import io.palavra.translator.data.Languages;
import io.palavra.translator.data.ScheduledSampling;
import io.palavra.translator.lexicon.Lexicon;
import io.palavra.translator.network.Foretold;
import io.palavra.translator.network.TranslatorNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One run from sentence pairs to the model and its score. */
final class TranslatorRun implements RunFrame.Work<TranslatorRun.Ready> {
  private static final int SHOWN = 3;

  private final TrainRequest request;
  private final TranslatorOptions options;
  private final Instant started = Instant.now();

  TranslatorRun(TrainRequest request, TranslatorOptions options) {
    this.request = request;
    this.options = options;
  }

  /** Everything up to the first step, and where the run's checkpoints are. */
  record Ready(TranslatorPreparation all, CheckpointStore checkpoints) {}

  TrainedRun run() {
    return RunFrame.run(request, this);
  }

  @Override
  public Ready prepare(RunFrame frame) {
    TranslatorPreparation all = TranslatorPreparation.of(request, options);
    return new Ready(all, checkpoints(frame, all));
  }

  @Override
  public boolean goesOn(Ready ready) {
    return ready.checkpoints().goesOn();
  }

  @Override
  public TrainedRun run(RunFrame frame, Ready ready) {
    BlasThreads threads = BlasThreads.limit(1);
    try {
      return steps(frame, ready.all(), ready.checkpoints());
    } finally {
      threads.close();
    }
  }

  private TrainedRun steps(
      RunFrame frame, TranslatorPreparation ready, CheckpointStore checkpoints) {
    tell(frame, ready);
    FusedFit.install(ready.network());
    request.monitor().ifPresent(monitor -> frame.say(monitor.watch(ready.network())));
    TrainingResult result =
        Trainer.of(options.training(), request.seed())
            .checkpoints(checkpoints)
            .listeners(frame.listeners(options.training().metric()))
            .stopOn(request.stop())
            .budget(request.budget())
            .completingCopies(copy -> TranslatorNetwork.tie(copy, options.network()))
            .fit(
                ready.network(),
                source(ready),
                new DevTranslations(options, ready.subwords(), ready.dev()))
            .orThrow();
    if (!result.finished()) {
      return frame.unfinished(result.message());
    }
    frame.say(result.message());
    return finish(frame.folder(), ready, result);
  }

  private BatchSource source(TranslatorPreparation ready) {
    double share = options.network().scheduledSampling();
    return share == 0
        ? ready.batches()
        : new ScheduledSampling(
            ready.batches(),
            share,
            request.seed(),
            new Foretold(ready.network(), options.network())::of);
  }

  private void tell(RunFrame frame, TranslatorPreparation ready) {
    frame.say(
        String.format(
            Locale.ROOT,
            "%s: %,d pairs to learn from, %,d to choose by, %,d to test on",
            ready.data().given().name(),
            ready.batches().pairs(),
            ready.dev().size(),
            ready.test().size()));
    frame.say(ready.data().split().how());
    if (ready.batches().leftOut() > 0) {
      frame.say(
          ready.batches().leftOut()
              + " pairs are longer than "
              + options.text().maxTokens()
              + " sub-words and are left out");
    }
    frame.say(
        String.format(
            Locale.ROOT,
            "%,d and %,d sub-words in the vocabularies, %,d numbers to learn",
            ready.subwords().source().size(),
            ready.subwords().target().size(),
            ready.network().numParams()));
  }

  private CheckpointStore checkpoints(RunFrame frame, TranslatorPreparation ready) {
    Split<ParallelText> split = ready.data().split();
    RunIdentity identity =
        RunIdentity.empty()
            .and(options)
            .and("train", split.train().corpus().fingerprint().toString())
            .and("dev", split.dev().corpus().fingerprint().toString())
            .and("seed", String.valueOf(request.seed()))
            .and("--layers", OptionValue.of(request.layers()));
    return CheckpointStore.in(frame.folder().checkpoints(), identity, request.resume(), frame::say);
  }

  private TrainedRun finish(RunFolder folder, TranslatorPreparation ready, TrainingResult result) {
    Translator translator = new Translator(options, ready.subwords(), ready.network());
    ModelScore score = translator.report(ready.test(), ready.data().given().name(), folder.path());
    Provenance provenance =
        Provenance.of(
            request,
            ready.data().given().name(),
            parts(ready),
            ready.data().split().how(),
            started);
    BundleWriter.write(
        folder.model(),
        TranslatorBundle.pack(
            options,
            ready.subwords(),
            ready.network(),
            Languages.of(ready.dev()),
            Lexicon.learn(
                ready.batches().encoded(), ready.subwords().source(), ready.subwords().target()),
            score.metrics(),
            provenance.toJson()));
    double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
    MetricsJson.write(
        folder.file("metrics.json"),
        score.metrics(),
        Optional.empty(),
        new RunFigures(
            seconds, result.tokensPerSecond(), result.peakMemoryBytes(), request.seed()));
    return new TrainedRun(
        folder.model(), true, score.metrics(), score.summary() + "\n" + shown(translator, ready));
  }

  private String shown(Translator translator, TranslatorPreparation ready) {
    List<String> sources = ready.test().stream().limit(SHOWN).map(ParallelText::source).toList();
    StringBuilder text = new StringBuilder("the first of the test set:");
    List<List<Translation>> found = translator.translate(sources, translator.search());
    for (int i = 0; i < sources.size(); i++) {
      text.append("\n  ").append(sources.get(i));
      text.append("\n    ").append(found.get(i).get(0).text());
    }
    return text.toString();
  }

  private static SortedMap<String, DataPart> parts(TranslatorPreparation ready) {
    Split<ParallelText> split = ready.data().split();
    SortedMap<String, DataPart> parts = new TreeMap<>();
    parts.put("train", new DataPart(split.train().corpus().fingerprint(), ready.batches().pairs()));
    parts.put("dev", new DataPart(split.dev().corpus().fingerprint(), ready.dev().size()));
    parts.put("test", new DataPart(split.test().corpus().fingerprint(), ready.test().size()));
    return parts;
  }
}
