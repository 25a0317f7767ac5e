package io.palavra.training.loop;

import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where ND4J's random numbers of the calling thread are: dropout draws from them.
 *
 * @param root of ND4J's generator, set by the seed
 * @param node of ND4J's generator, moved by every draw
 */
public record RandomState(long root, long node) {

  /** As they are now. */
  public static RandomState current() {
    Random random = Nd4j.getRandom();
    return new RandomState(random.rootState(), random.nodeState());
  }

  /** Makes them as they were. */
  public void restore() {
    Nd4j.getRandom().setStates(root, node);
  }
}
