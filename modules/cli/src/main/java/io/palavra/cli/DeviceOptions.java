package io.palavra.cli;

import io.palavra.pipeline.machine.gpu.Card;
import io.palavra.pipeline.machine.gpu.Request;
import io.palavra.pipeline.machine.gpu.Survey;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/**
 * On which device to compute. What trains takes a card where it can; what only predicts takes the
 * processor unless told, since most predictions are done before a card is awake. {@code
 * scripts/palavra} has the same two defaults.
 */
final class DeviceOptions {
  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu[:N]",
      description =
          "The processor, a card of NVIDIA, or the card where it can be used (${DEFAULT-VALUE}).")
  private String device;

  private DeviceOptions(String device) {
    this.device = device;
  }

  static DeviceOptions auto() {
    return new DeviceOptions("auto");
  }

  static DeviceOptions cpu() {
    return new DeviceOptions("cpu");
  }

  /**
   * Makes sure that the device can be had, before anything else starts.
   *
   * @param say told in one line what is taken, where there is a card to wonder about
   * @return the card; empty for the processor
   */
  Optional<Card> settle(Consumer<String> say) {
    Request request = Request.parse(device);
    DeviceChoice choice =
        DeviceChoice.of(request, Survey::here).startedWith(DeviceChoice.hasCuda(), request);
    if (!choice.why().isEmpty()) {
      say.accept(choice.why());
    }
    return choice.card();
  }
}
