package org.convc.examples.benchmarks;

import java.util.Optional;

/** A call that leaves its result in an array. */
record JavaCall(
    Runnable kernel,
    float[] result,
    String strategy,
    double expectedSeconds,
    double compileMillis,
    Optional<Runnable> packing)
    implements Call {

  @Override
  public void run() {
    kernel.run();
  }

  @Override
  public void result(float[] into) {
    System.arraycopy(result, 0, into, 0, result.length);
  }
}
