package io.palavra.training.loop;

/** Changes some of the {@link TrainingOptions}; they are checked when built. */
public final class TrainingOptionsBuilder {
  private int epochs;
  private int batchSize;
  private double learningRate;
  private ScheduleShape schedule;
  private int warmupSteps;
  private double decayFactor;
  private int decayEpochs;
  private UpdaterKind updater;
  private double gradientClipping;
  private double l2;
  private double labelSmoothing;
  private ClassWeights classWeights;
  private int patience;
  private String metric;
  private boolean keepBest;
  private int batchesPerStep;
  private int averagedEpochs;
  private int checkpointSteps;
  private double checkpointMinutes;

  TrainingOptionsBuilder(TrainingOptions from) {
    epochs = from.epochs();
    batchSize = from.batchSize();
    learningRate = from.learningRate();
    schedule = from.schedule();
    warmupSteps = from.warmupSteps();
    decayFactor = from.decayFactor();
    decayEpochs = from.decayEpochs();
    updater = from.updater();
    gradientClipping = from.gradientClipping();
    l2 = from.l2();
    labelSmoothing = from.labelSmoothing();
    classWeights = from.classWeights();
    patience = from.patience();
    metric = from.metric();
    keepBest = from.keepBest();
    batchesPerStep = from.batchesPerStep();
    averagedEpochs = from.averagedEpochs();
    checkpointSteps = from.checkpointSteps();
    checkpointMinutes = from.checkpointMinutes();
  }

  /** Sets {@link TrainingOptions#epochs()}. */
  public TrainingOptionsBuilder epochs(int value) {
    epochs = value;
    return this;
  }

  /** Sets {@link TrainingOptions#batchSize()}. */
  public TrainingOptionsBuilder batchSize(int value) {
    batchSize = value;
    return this;
  }

  /** Sets {@link TrainingOptions#learningRate()}. */
  public TrainingOptionsBuilder learningRate(double value) {
    learningRate = value;
    return this;
  }

  /** Sets {@link TrainingOptions#schedule()}. */
  public TrainingOptionsBuilder schedule(ScheduleShape value) {
    schedule = value;
    return this;
  }

  /** Sets {@link TrainingOptions#warmupSteps()}. */
  public TrainingOptionsBuilder warmupSteps(int value) {
    warmupSteps = value;
    return this;
  }

  /** Sets {@link TrainingOptions#decayFactor()}. */
  public TrainingOptionsBuilder decayFactor(double value) {
    decayFactor = value;
    return this;
  }

  /** Sets {@link TrainingOptions#decayEpochs()}. */
  public TrainingOptionsBuilder decayEpochs(int value) {
    decayEpochs = value;
    return this;
  }

  /** Sets {@link TrainingOptions#updater()}. */
  public TrainingOptionsBuilder updater(UpdaterKind value) {
    updater = value;
    return this;
  }

  /** Sets {@link TrainingOptions#gradientClipping()}. */
  public TrainingOptionsBuilder gradientClipping(double value) {
    gradientClipping = value;
    return this;
  }

  /** Sets {@link TrainingOptions#l2()}. */
  public TrainingOptionsBuilder l2(double value) {
    l2 = value;
    return this;
  }

  /** Sets {@link TrainingOptions#labelSmoothing()}. */
  public TrainingOptionsBuilder labelSmoothing(double value) {
    labelSmoothing = value;
    return this;
  }

  /** Sets {@link TrainingOptions#classWeights()}. */
  public TrainingOptionsBuilder classWeights(ClassWeights value) {
    classWeights = value;
    return this;
  }

  /** Sets {@link TrainingOptions#patience()}. */
  public TrainingOptionsBuilder patience(int value) {
    patience = value;
    return this;
  }

  /** Sets {@link TrainingOptions#metric()}. */
  public TrainingOptionsBuilder metric(String value) {
    metric = value;
    return this;
  }

  /** Sets {@link TrainingOptions#keepBest()}. */
  public TrainingOptionsBuilder keepBest(boolean value) {
    keepBest = value;
    return this;
  }

  /** Sets {@link TrainingOptions#batchesPerStep()}. */
  public TrainingOptionsBuilder batchesPerStep(int value) {
    batchesPerStep = value;
    return this;
  }

  /** Sets {@link TrainingOptions#averagedEpochs()}. */
  public TrainingOptionsBuilder averagedEpochs(int value) {
    averagedEpochs = value;
    return this;
  }

  /** Sets {@link TrainingOptions#checkpointSteps()}. */
  public TrainingOptionsBuilder checkpointSteps(int value) {
    checkpointSteps = value;
    return this;
  }

  /** Sets {@link TrainingOptions#checkpointMinutes()}. */
  public TrainingOptionsBuilder checkpointMinutes(double value) {
    checkpointMinutes = value;
    return this;
  }

  /** The options. */
  public TrainingOptions build() {
    return new TrainingOptions(
        epochs,
        batchSize,
        learningRate,
        schedule,
        warmupSteps,
        decayFactor,
        decayEpochs,
        updater,
        gradientClipping,
        l2,
        labelSmoothing,
        classWeights,
        patience,
        metric,
        keepBest,
        batchesPerStep,
        averagedEpochs,
        checkpointSteps,
        checkpointMinutes);
  }
}
