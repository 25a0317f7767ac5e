package io.palavra.training.loop;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * The learning rate of every step: a linear warm-up to the peak, then the shape. It depends on the
 * step alone, so a resumed run goes on where the former one stopped.
 *
 * @param shape what follows the warm-up
 * @param peak the learning rate at the end of the warm-up
 * @param warmupSteps steps of the warm-up; 0 for none
 * @param totalSteps steps of the whole training, where {@link ScheduleShape#LINEAR} and {@link
 *     ScheduleShape#COSINE} end
 * @param decayFactor of {@link ScheduleShape#STEP}
 * @param decaySteps steps after which {@link ScheduleShape#STEP} applies the factor once more
 */
public record LearningRate(
    ScheduleShape shape,
    double peak,
    long warmupSteps,
    long totalSteps,
    double decayFactor,
    long decaySteps)
    implements ISchedule {

  /**
   * @param iteration updates that are done
   * @param epoch not looked at
   */
  @Override
  public double valueAt(int iteration, int epoch) {
    if (iteration < warmupSteps) {
      return peak * (iteration + 1) / warmupSteps;
    }
    return switch (shape) {
      case CONSTANT -> peak;
      case LINEAR -> peak * (1 - progress(iteration));
      case COSINE -> peak * 0.5 * (1 + Math.cos(Math.PI * progress(iteration)));
      case INVERSE_SQRT -> peak * Math.sqrt(Math.max(1, warmupSteps) / (iteration + 1.0));
      case STEP -> peak * Math.pow(decayFactor, iteration / decaySteps);
    };
  }

  /** From 0 at the end of the warm-up to 1 behind the last step. */
  private double progress(int iteration) {
    return Math.min(1, (iteration - warmupSteps) / (double) (totalSteps - warmupSteps));
  }

  /** Itself: it can not change. */
  @Override
  public LearningRate clone() {
    return this;
  }
}
