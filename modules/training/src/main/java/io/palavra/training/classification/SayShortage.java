package io.palavra.training.classification;

import io.palavra.training.loop.TrainingListener;
import java.util.function.Consumer;

/** Tells a person that batches are divided for want of memory. */
record SayShortage(Consumer<String> say) implements TrainingListener {

  @Override
  public void onMemoryShort(MemoryShort event) {
    say.accept(event.sentence());
  }
}
