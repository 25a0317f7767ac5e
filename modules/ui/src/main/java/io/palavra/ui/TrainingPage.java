package io.palavra.ui;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.kind.NetworkMonitor;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.ui.VertxUIServer;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;

/**
 * Deeplearning4j's training page: loss, update ratios and histograms of every layer, live. The port
 * is 9000, or that of the system property {@code org.deeplearning4j.ui.port}.
 */
public final class TrainingPage implements NetworkMonitor {
  private final Vertx vertx = Vertx.vertx();
  private final StatsStorage storage = new InMemoryStatsStorage();

  @Override
  public String watch(ComputationGraph network) {
    VertxUIServer server = start();
    server.attach(storage);
    network.addListeners(new StatsListener(storage));
    return "training page: http://"
        + InetAddress.getLoopbackAddress().getHostAddress()
        + ":"
        + server.getPort()
        + "/train/overview";
  }

  private VertxUIServer start() {
    LoopbackServer server = new LoopbackServer();
    CompletableFuture<String> started = new CompletableFuture<>();
    Promise<String> promise = Promise.promise();
    promise.future().onSuccess(started::complete).onFailure(started::completeExceptionally);
    vertx.deployVerticle(server, promise);
    try {
      started.get();
      return server;
    } catch (ExecutionException e) {
      throw BadInputException.of("option --ui", "a free port for the training page").because(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the training page started", e);
    }
  }

  @Override
  public void close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    vertx.close(result -> closed.complete(null));
    closed.join();
  }
}
