package org.convc.examples.benchmarks.peers;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.Optional;

/** Whether ONNX Runtime is there. */
final class OnnxRuntimeLibrary {

  /** Tried once: whoever tries again is told less. */
  private static final Optional<String> UNLOADABLE = load();

  private OnnxRuntimeLibrary() {}

  /** Why it cannot be used; empty if it can. */
  static Optional<String> missing() {
    return UNLOADABLE;
  }

  /** One a process; only where nothing is missing. */
  static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "convc");
  }

  /** Only where nothing is missing. */
  static String version() {
    return environment().getVersion();
  }

  private static Optional<String> load() {
    try {
      environment();
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of("no native library for this machine: " + NativeError.line(e));
    }
  }
}
