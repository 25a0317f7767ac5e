package io.palavra.pipeline.machine.gpu;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A graphics processor of NVIDIA as its driver describes it.
 *
 * @param index the driver's number for it, in the order of the slots
 * @param uuid {@code GPU-...}; empty where the driver does not say
 * @param name as its driver names it
 * @param capability compute capability
 * @param driver the driver's version
 * @param memoryMiB its memory
 * @param freeMiB what of it is free
 * @param utilization share of the last moments in which it computed, in percent
 * @param sliced whether it is cut into slices (MIG)
 * @param mode the compute mode: {@code Default}, {@code Exclusive_Process}, {@code Prohibited}
 * @param others processes that compute on it
 */
public record Card(
    int index,
    String uuid,
    String name,
    Optional<Version> capability,
    Optional<Version> driver,
    OptionalLong memoryMiB,
    OptionalLong freeMiB,
    OptionalInt utilization,
    boolean sliced,
    String mode,
    int others) {

  /** The same card with that many other processes on it. */
  Card withOthers(int count) {
    return new Card(
        index,
        uuid,
        name,
        capability,
        driver,
        memoryMiB,
        freeMiB,
        utilization,
        sliced,
        mode,
        count);
  }

  /** What it is called on the command line: {@code gpu:0}. */
  public String device() {
    return "gpu:" + index;
  }

  /** Its kind, not its state: {@code NVIDIA A10, compute capability 8.6, 23028 MiB}. */
  public String kind() {
    return name
        + capability.map(c -> ", compute capability " + c).orElse("")
        + (memoryMiB.isPresent() ? ", " + memoryMiB.getAsLong() + " MiB" : "");
  }
}
