package org.convc.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Where the figures come from.
 *
 * @param peak GFLOP/s of the threads that take part; empty where it was not measured
 * @param vectorBits the width that the machine prefers; 0 without the Vector API
 */
record Machine(String processor, String java, int threads, OptionalDouble peak, int vectorBits) {

  private static final double PEAK_SECONDS = 2;

  /**
   * @param measurePeak whether kernels of the machine's preferred width may run in this process: see {@link VectorWidths}
   */
  static Machine measure(int threads, boolean measurePeak) {
    int bits = preferredBits();
    boolean vectors = bits > 0 && measurePeak;
    Runtime.Version version = Runtime.version();
    return new Machine(
        processorName(),
        "JDK " + version + ", " + System.getProperty("java.vm.name"),
        threads,
        vectors ? OptionalDouble.of(FmaPeak.gigaflops(threads, PEAK_SECONDS)) : OptionalDouble.empty(),
        bits);
  }

  /** The width of the vectors that the machine prefers; 0 without the Vector API. */
  static int preferredBits() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? FmaPeak.bits() : 0;
  }

  /** Linux knows its processor's name; elsewhere the architecture has to do. */
  private static String processorName() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException e) {
      // Not Linux.
    }
    return System.getProperty("os.name") + " " + System.getProperty("os.arch");
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(processor + ", " + Runtime.getRuntime().availableProcessors() + " processors, " + threads
        + (threads == 1 ? " thread" : " threads"));
    lines.add(java);
    lines.add(peak.isPresent()
        ? String.format(Locale.ROOT, "FMA peak %.1f GFLOP/s, measured with %d-bit vectors of the Vector API",
            peak.getAsDouble(), vectorBits)
        : "FMA peak not measured: " + (vectorBits == 0
            ? "no module jdk.incubator.vector"
            : "its " + vectorBits + "-bit vectors would spoil the peers' kernels on this JDK"));
    return lines;
  }
}
