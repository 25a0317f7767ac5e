package io.palavra.pipeline.machine.gpu;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What ND4J 1.0.0-M2.1 for CUDA 11.6 runs on.
 *
 * <p>Its library holds machine code for nine compute capabilities and no intermediate code, as its
 * fat binaries show. Machine code for x.y runs on x.z with z of y or more and on no other major
 * number ("Binary Compatibility", CUDA C++ Programming Guide), hence code for 8.6 serves 8.9.
 *
 * <p>Drivers: "CUDA Toolkit and Corresponding Driver Versions" and "Minimum Required Driver Version
 * for CUDA Minor Version Compatibility" in NVIDIA's release notes of CUDA 11.6.
 */
final class CudaBuild {
  /** Compute capabilities that it has code for. */
  static final List<Version> CODE =
      Stream.of("3.7", "5.0", "5.2", "6.0", "6.1", "7.0", "7.5", "8.0", "8.6")
          .map(Version::new)
          .toList();

  private static final Version LINUX = new Version("450.80.02");
  private static final Version LINUX_WHOLE = new Version("510.39.01");
  private static final Version WINDOWS = new Version("452.39");
  private static final Version WINDOWS_WHOLE = new Version("511.23");

  /** What must be free: the context, the libraries' own workspaces, and a model of this suite. */
  static final long LEAST_FREE_MIB = 2048;

  private CudaBuild() {}

  /** Whether it has code that a card of this compute capability runs. */
  static boolean runsOn(Version capability) {
    return CODE.stream()
        .anyMatch(c -> c.major() == capability.major() && c.minor() <= capability.minor());
  }

  /** The compute capabilities for people. */
  static String code() {
    return CODE.stream().map(Version::toString).collect(Collectors.joining(", "));
  }

  /** The oldest driver that it runs with. */
  static Version oldestDriver(boolean windows) {
    return windows ? WINDOWS : LINUX;
  }

  /** The driver that CUDA 11.6 came with; older ones of CUDA 11 lack some of its functions. */
  static Version ownDriver(boolean windows) {
    return windows ? WINDOWS_WHOLE : LINUX_WHOLE;
  }
}
