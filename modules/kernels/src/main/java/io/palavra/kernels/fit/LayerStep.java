package io.palavra.kernels.fit;

import java.util.List;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.GradientNormalization;

/**
 * One layer's part of a step: its gradients are bounded as the layer says, as Deeplearning4j's
 * updater bounds them, and then its parameters changed.
 */
final class LayerStep {
  /** What Deeplearning4j divides by where a norm is zero. */
  private static final double NO_NORM = 1e-5;

  private final GradientNormalization kind;
  private final double threshold;
  private final List<Segment> segments;

  /**
   * The step of a layer.
   *
   * @param segments all parameters of the layer
   */
  LayerStep(Trainable layer, List<Segment> segments) {
    this.kind = kind(layer);
    this.threshold = layer.getConfig().getGradientNormalizationThreshold();
    this.segments = List.copyOf(segments);
  }

  private static GradientNormalization kind(Trainable layer) {
    GradientNormalization kind = layer.getConfig().getGradientNormalization();
    boolean ofParameters =
        kind == GradientNormalization.ClipL2PerParamType
            || kind == GradientNormalization.RenormalizeL2PerParamType;
    // Deeplearning4j leaves layers alone whose gradients are not in one place.
    return kind == null || layer.getGradientsViewArray() == null && !ofParameters
        ? GradientNormalization.None
        : kind;
  }

  /** Updates the parameters from the sum of the gradients over {@code batch} examples. */
  void update(int batch, int iteration, int epoch) {
    double limit =
        kind == GradientNormalization.ClipElementWiseAbsoluteValue
            ? threshold
            : Double.POSITIVE_INFINITY;
    double ofLayer = ofLayer(batch);
    for (Segment segment : segments) {
      double scale =
          switch (kind) {
            case ClipL2PerParamType -> clipping(Math.sqrt(segment.squares(batch)));
            case RenormalizeL2PerParamType -> renormalising(Math.sqrt(segment.squares(batch)));
            default -> ofLayer;
          };
      segment.update(new Segment.Averaging(batch, scale, limit), iteration, epoch);
    }
  }

  private double ofLayer(int batch) {
    return switch (kind) {
      case ClipL2PerLayer -> clipping(norm(batch));
      case RenormalizeL2PerLayer -> renormalising(norm(batch));
      default -> 1;
    };
  }

  private double norm(int batch) {
    double sum = 0;
    for (Segment segment : segments) {
      sum += segment.squares(batch);
    }
    return Math.sqrt(sum);
  }

  private double clipping(double norm) {
    return norm > threshold ? threshold / norm : 1;
  }

  private static double renormalising(double norm) {
    return 1 / (norm == 0 ? NO_NORM : norm);
  }
}
