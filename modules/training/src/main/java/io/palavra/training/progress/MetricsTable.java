package io.palavra.training.progress;

import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.loop.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * {@code metrics.csv}: a row an epoch, counted from 1, with the loss on the training data, every
 * metric on the development set as {@code dev_NAME}, and the time. It is whole at every moment; a
 * resumed run keeps the rows of the former one.
 */
public final class MetricsTable implements TrainingListener {
  private final Path file;
  private final List<Epoch> epochs = new ArrayList<>();

  /**
   * @param file to be written
   */
  public MetricsTable(Path file) {
    this.file = file;
  }

  @Override
  public void onStart(Start start) {
    epochs.clear();
    epochs.addAll(start.history());
    if (!epochs.isEmpty()) {
      write();
    }
  }

  @Override
  public void onEpoch(Epoch epoch) {
    epochs.add(epoch);
    write();
  }

  private void write() {
    Set<String> metrics = new TreeSet<>();
    epochs.forEach(epoch -> metrics.addAll(epoch.dev().metrics().keySet()));
    StringBuilder table = new StringBuilder("epoch,train_loss");
    metrics.forEach(name -> table.append(",dev_").append(name));
    table.append(",best,seconds,tokens_per_second\n");
    for (Epoch epoch : epochs) {
      StringJoiner row = new StringJoiner(",", "", "\n");
      row.add(Integer.toString(epoch.epoch() + 1));
      row.add(Double.toString(epoch.trainLoss()));
      for (String name : metrics) {
        Double value = epoch.dev().metrics().get(name);
        row.add(value == null ? "" : value.toString());
      }
      row.add(Boolean.toString(epoch.best()));
      row.add(Double.toString(epoch.seconds()));
      row.add(Double.toString(epoch.tokensPerSecond()));
      table.append(row);
    }
    AtomicFile.writeString(file, table.toString());
  }
}
