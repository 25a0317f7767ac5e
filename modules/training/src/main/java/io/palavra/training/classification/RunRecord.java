package io.palavra.training.classification;

import io.palavra.pipeline.check.CheckOptions;
import io.palavra.pipeline.check.DataCheck;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.split.Split;
import io.palavra.training.baseline.BaselineResult;
import io.palavra.training.baseline.LabelSetBaseline;
import io.palavra.training.baseline.LinearBaseline;
import io.palavra.training.baseline.LinearOptions;
import io.palavra.training.bundle.BundleWriter;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.evaluation.Calibration;
import io.palavra.training.evaluation.Evaluation;
import io.palavra.training.evaluation.EvaluationReport;
import io.palavra.training.evaluation.LabelSetScores;
import io.palavra.training.evaluation.LabelThresholds;
import io.palavra.training.evaluation.Predictions;
import io.palavra.training.kind.RunFolder;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.provenance.DataPart;
import io.palavra.training.provenance.Provenance;
import io.palavra.training.provenance.StartFiles;
import io.palavra.training.report.LabelSetReport;
import io.palavra.training.report.MetricsJson;
import io.palavra.training.report.ReportInput;
import io.palavra.training.report.ReportLanguage;
import io.palavra.training.report.RunFigures;
import io.palavra.training.report.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a run of any classifier tells of its data and leaves behind at its end: the model with its
 * provenance, and the report beside the linear baseline.
 */
public final class RunRecord {
  private final String kind;
  private final TrainRequest request;
  private final ClassificationData data;
  private final Consumer<String> say;
  private final Instant started;
  private final StartFiles begun;
  private final List<String> notes = new ArrayList<>();

  /**
   * A record that has nothing written yet.
   *
   * @param kind id of the kind
   * @param request with the kind's options
   * @param data that are learned from
   * @param say takes the lines that tell a person what happens
   * @param started when the run began
   */
  public RunRecord(
      String kind,
      TrainRequest request,
      ClassificationData data,
      Consumer<String> say,
      Instant started) {
    this(kind, request, data, say, started, StartFiles.of(request));
  }

  /**
   * As the other.
   *
   * @param begun the request's files, as they were when the run began
   */
  RunRecord(
      String kind,
      TrainRequest request,
      ClassificationData data,
      Consumer<String> say,
      Instant started,
      StartFiles begun) {
    this.kind = kind;
    this.request = request;
    this.data = data;
    this.say = say;
    this.started = started;
    this.begun = begun;
  }

  /** A trained classifier before and after its probabilities are calibrated. */
  public interface Trained {

    /** Answers that are not calibrated. */
    ScoringClassifier raw();

    /** The model, without provenance. */
    ModelBundle bundle(Calibration calibration, SortedMap<String, Double> metrics);
  }

  /**
   * What the training itself was like.
   *
   * @param history epochs whose development scores are known
   * @param tokensPerSecond in training alone
   * @param peakMemoryBytes of the process
   */
  public record Course(
      List<TrainingListener.Epoch> history, double tokensPerSecond, long peakMemoryBytes) {}

  /**
   * Tells the sizes of the data, and what is wrong with them.
   *
   * @param empty training texts without any token
   * @param parameters numbers to learn
   */
  public void tell(long empty, long parameters) {
    say.accept(data.summary());
    note(data.split().how());
    check().ifPresent(this::note);
    if (empty > 0) {
      note(empty + " training texts have no token and are left out");
    }
    if (data.counts().cut() > 0) {
      note(cut(data.counts().cut(), data.encoder().options()));
    }
    say.accept(
        String.format(
            Locale.ROOT,
            "%,d words in the vocabulary, %,d numbers to learn",
            data.encoder().vocabulary().size(),
            parameters));
  }

  private static String cut(long texts, TextOptions options) {
    return String.format(
        Locale.ROOT,
        "%,d training texts are longer than maxLength=%d and are cut: %s",
        texts,
        options.maxLength(),
        switch (options.truncation()) {
          case HEAD -> "their beginning is read";
          case TAIL -> "their end is read";
          case HEAD_AND_TAIL -> "beginning and end are read, as if nothing stood between them";
        });
  }

  /** The gravest of what a careful person would have seen. */
  private Optional<String> check() {
    Split<LabelledText> split = data.sample();
    DataCheck check =
        new DataCheck(CheckOptions.defaults(), data.encoder().tokenizer(), data.separator());
    return check
        .check(
            split.train().corpus(),
            Optional.of(split.dev().corpus()),
            Optional.of(split.test().corpus()))
        .gravest()
        .map(
            finding ->
                "Data check"
                    + (data.sampled() ? " of a sample of the texts: " : ": ")
                    + finding.message());
  }

  /** Tells a line, and has it in the report. */
  void note(String line) {
    notes.add(line);
    say.accept(line);
  }

  /** A linear classifier of the same data. */
  public BaselineResult baseline() {
    BaselineResult result =
        LinearBaseline.train(
                compared(),
                data.labels().labels(),
                data.encoder().tokenizer(),
                linear(),
                request.seed())
            .outOf(data.labels().total());
    say.accept(
        String.format(
            Locale.ROOT,
            "Linear baseline: accuracy %.4f on dev, %.1f s (%s)",
            result.devAccuracy(),
            result.seconds(),
            result.description()));
    return result;
  }

  /**
   * Calibrates, scores the test part, and writes the model and its report.
   *
   * @param baseline beside which it is reported, where one was trained
   * @return a finished run
   */
  public TrainedRun finish(
      RunFolder folder, Trained trained, Course course, Optional<BaselineResult> baseline) {
    Split<LabelledText> split = data.split();
    try (ScoringClassifier classifier = trained.raw()) {
      Calibration calibration = Calibration.fit(classifier.predict(split.dev().corpus()));
      Predictions test = classifier.predict(split.test().corpus());
      EvaluationReport report =
          baseline
              .map(b -> Evaluation.of(test, calibration, b.test(), request.seed()))
              .orElseGet(() -> Evaluation.of(test, calibration, request.seed()));
      ModelBundle bundle = trained.bundle(calibration, report.metrics());
      Provenance provenance =
          Provenance.of(request, data.given().name(), parts(), split.how(), started);
      BundleWriter.write(folder.model(), withProvenance(bundle, provenance));
      report(folder, course, report, baseline, provenance);
      return new TrainedRun(folder.model(), true, report.metrics(), report.summary());
    }
  }

  /** A linear classifier for each label of the same data. */
  LabelSetBaseline.Result baseline(LabelSets sets) {
    LabelSetBaseline.Result result =
        new LabelSetBaseline(
                compared(),
                sets.sets(),
                sets.labels(),
                sets::has,
                data.encoder().tokenizer(),
                linear(),
                request.seed())
            .train();
    say.accept(
        String.format(
            Locale.ROOT,
            "Linear baseline: micro-F1 %.4f on dev, %.1f s (%s)",
            result.devMicroF1(),
            result.seconds(),
            result.description()));
    return result;
  }

  /**
   * Writes the model, the metrics and the report of a classifier of several labels that has scored
   * itself.
   *
   * @param bundle without provenance
   * @param baseline beside which it is reported, where one was trained
   * @return a finished run
   */
  TrainedRun finish(
      RunFolder folder,
      ModelBundle bundle,
      Course course,
      LabelSetScores scores,
      LabelThresholds thresholds,
      Optional<LabelSetBaseline.Result> baseline) {
    Provenance provenance =
        Provenance.of(request, data.given().name(), parts(), data.split().how(), started);
    BundleWriter.write(folder.model(), withProvenance(bundle, provenance));
    RunFigures figures = figures(course);
    LabelSetReport.write(
        folder.file("report.html"),
        new LabelSetReport.Input(
            kind + " on " + provenance.dataName(),
            scores,
            thresholds,
            baseline.map(LabelSetBaseline.Result::test),
            baseline.map(LabelSetBaseline.Result::description).orElse(""),
            figures,
            course.history(),
            shown(),
            provenance.toMap(),
            notes,
            ReportLanguage.of(Locale.getDefault())));
    SortedMap<String, Double> metrics = scores.metrics();
    MetricsJson.write(
        folder.file("metrics.json"), metrics, figures, baseline.map(LabelSetBaseline.Result::test));
    String beside =
        baseline
            .map(
                b ->
                    String.format(
                        Locale.ROOT,
                        "%nLinear baseline: micro-F1 %.1f, macro-F1 %.1f",
                        100 * b.test().metrics().get("microF1"),
                        100 * b.test().metrics().get("macroF1")))
            .orElse("");
    return new TrainedRun(folder.model(), true, metrics, scores.summary() + beside);
  }

  private Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    OptionBinder.describe(request.options()).forEach(o -> shown.put(o.name(), o.defaultValue()));
    return shown;
  }

  /** What a linear classifier learns from, and the whole test part. */
  private Split<LabelledText> compared() {
    return new Split<>(
        data.sample().train(), data.sample().dev(), data.split().test(), data.split().how());
  }

  private LinearOptions linear() {
    return data.encoder().options().tokenizer().equals("characters")
        ? LinearOptions.characters()
        : LinearOptions.words();
  }

  private RunFigures figures(Course course) {
    double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
    return new RunFigures(
        seconds, course.tokensPerSecond(), course.peakMemoryBytes(), request.seed());
  }

  private SortedMap<String, DataPart> parts() {
    SortedMap<String, DataPart> parts = new TreeMap<>(begun.parts());
    Split<LabelledText> split = data.split();
    parts.put("train", new DataPart(split.train().corpus().fingerprint(), data.labels().total()));
    parts.put("dev", new DataPart(split.dev().corpus().fingerprint(), data.devRows()));
    parts.put("test", new DataPart(split.test().corpus().fingerprint(), data.testRows()));
    return parts;
  }

  private static ModelBundle withProvenance(ModelBundle bundle, Provenance provenance) {
    SortedMap<String, String> texts = new TreeMap<>(bundle.texts());
    texts.put(ClassifierFiles.PROVENANCE, provenance.toJson());
    return new ModelBundle(bundle.kind(), texts, bundle.weights());
  }

  private void report(
      RunFolder folder,
      Course course,
      EvaluationReport report,
      Optional<BaselineResult> baseline,
      Provenance provenance) {
    RunFigures figures = figures(course);
    ReportInput input =
        new ReportInput(
            kind + " on " + provenance.dataName(),
            report,
            baseline.map(BaselineResult::description).orElse(""),
            Optional.of(figures),
            course.history(),
            shown(),
            provenance.toMap(),
            notes,
            ReportLanguage.of(Locale.getDefault()));
    RunReport.write(folder.path(), input, figures);
  }
}
