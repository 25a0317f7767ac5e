package io.palavra.cli.device;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.machine.gpu.Card;
import io.palavra.pipeline.machine.gpu.Request;
import io.palavra.pipeline.machine.gpu.Survey;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * On which device to compute. What trains takes a card where it can; what only predicts takes the
 * processor unless told, since most predictions are done before a card is awake. {@code
 * scripts/palavra} has the same two defaults.
 */
public final class DeviceOptions {
  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu[:N]",
      description =
          "The processor, a card of NVIDIA, or the card where it can be used (${DEFAULT-VALUE}); what"
              + " trains takes several, as gpu:0,1.")
  private String device;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private final boolean trains;

  private DeviceOptions(String device, boolean trains) {
    this.device = device;
    this.trains = trains;
  }

  public static DeviceOptions auto() {
    return new DeviceOptions("auto", true);
  }

  public static DeviceOptions cpu() {
    return new DeviceOptions("cpu", false);
  }

  /**
   * Makes sure that the device can be had, before anything else starts.
   *
   * @param say told in one line what is taken and why not the other, where that was asked for or
   *     may surprise
   * @return the cards; empty for the processor
   */
  public List<Card> settle(Consumer<String> say) {
    Request request = Request.parse(device);
    if (request.cards().size() > 1 && !trains) {
      throw BadInputException.of(
          "option --device", device, "one card, gpu:N: several share the steps of a training");
    }
    DeviceChoice choice =
        DeviceChoice.of(request, Survey::here).startedWith(DeviceChoice.hasCuda(), request);
    boolean asked = command.commandLine().getParseResult().hasMatchedOption("--device");
    if (!choice.why().isEmpty() && (asked || !choice.expected())) {
      say.accept(choice.why());
    }
    return choice.cards();
  }
}
