package org.convc.examples.benchmarks.peers;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/** Whether oneDNN is there, and with how many threads. */
final class OneDnnLibrary {

  private static final String THREADS = "OMP_NUM_THREADS";

  /** Tried once: whoever tries again is told less. */
  private static final Optional<String> UNLOADABLE = load();

  private OneDnnLibrary() {}

  /** Why it cannot be used with so many threads; empty if it can. */
  static Optional<String> missing(int threads) {
    // oneDNN asks OpenMP, and OpenMP has asked the environment before any Java could run.
    if (!Integer.toString(threads).equals(System.getenv(THREADS))) {
      return Optional.of("start the process with " + THREADS + "=" + threads + ", as ./convc bench does");
    }
    return UNLOADABLE;
  }

  private static Optional<String> load() {
    try {
      Loader.load(dnnl.class);
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of("no native library for this machine: " + NativeError.line(e));
    }
  }

  /** Only where nothing is missing. */
  static String version() {
    dnnl_version_t version = dnnl.dnnl_version();
    return version.major() + "." + version.minor() + "." + version.patch();
  }
}
