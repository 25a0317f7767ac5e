package io.palavra.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class TrainingPageTest {
  private static final Pattern SCORES = Pattern.compile("\"scores\"\\s*:\\s*\\[\\s*[0-9]");

  @Test
  void thePageShowsATrainingAndIsReachableFromThisMachineAlone() throws Exception {
    int port = freePort();
    System.setProperty("org.deeplearning4j.ui.port", Integer.toString(port));
    ComputationGraph network = tinyNetwork();
    try (TrainingPage page = new TrainingPage()) {
      assertThat(page.watch(network)).endsWith(":" + port + "/train/overview");
      for (int step = 0; step < 20; step++) {
        network.fit(
            new DataSet(
                Nd4j.rand(4, 3), Nd4j.create(new float[][] {{1, 0}, {0, 1}, {1, 0}, {0, 1}})));
      }
      assertThat(get(port, "/train/overview")).contains("<html");
      assertThat(awaited(port, "/train/overview/data")).containsPattern(SCORES);
      for (InetAddress address : addressesOfOtherInterfaces()) {
        assertThatThrownBy(() -> connect(address, port)).isInstanceOf(IOException.class);
      }
    } finally {
      System.clearProperty("org.deeplearning4j.ui.port");
    }
    assertThatThrownBy(() -> connect(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(ConnectException.class);
  }

  /** The page learns of a step a moment after it was taken. */
  private static String awaited(int port, String path) throws Exception {
    String body = "";
    for (int attempt = 0; attempt < 100 && !SCORES.matcher(body).find(); attempt++) {
      Thread.sleep(50);
      body = get(port, path);
    }
    return body;
  }

  private static String get(int port, String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1000);
    }
  }

  private static List<InetAddress> addressesOfOtherInterfaces() throws IOException {
    return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static ComputationGraph tinyNetwork() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(3)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "in")
                .setOutputs("out")
                .build());
    network.init();
    return network;
  }
}
