package io.palavra.benchmarks.djl.translator;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;

/**
 * Training steps over the same sentences: cross entropy, Adam. Every row of the embeddings is
 * updated in every step, where PyTorch's sparse Adam updates those of the sentences' words: the
 * library's Adam knows dense gradients alone.
 */
final class Training implements AutoCloseable {
  private final Trainer trainer;

  /** Draws the weights of the model's network. */
  Training(Model model) {
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Adam.builder().build())
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(new Shape(1, 1), new Shape(1, 1));
  }

  /** A step over ids [batch, steps] each; the loss before it. */
  float step(NDArray sources, NDArray targets, NDArray expected) {
    float before;
    try (NDManager step = sources.getManager().newSubManager();
        GradientCollector gradients = trainer.newGradientCollector()) {
      NDList labels = new NDList(of(step, expected).flatten());
      NDList ids = new NDList(of(step, sources), of(step, targets));
      NDArray scores = trainer.forward(ids, labels).head();
      NDList rows = new NDList(scores.reshape(-1, scores.size(2)));
      NDArray loss = trainer.getLoss().evaluate(labels, rows);
      gradients.backward(loss);
      before = loss.getFloat();
    }
    trainer.step();
    return before;
  }

  /** What is made from it belongs to the step, too, and is freed with it. */
  private static NDArray of(NDManager step, NDArray ids) {
    NDArray copy = ids.duplicate();
    copy.attach(step);
    return copy;
  }

  @Override
  public void close() {
    trainer.close();
  }
}
