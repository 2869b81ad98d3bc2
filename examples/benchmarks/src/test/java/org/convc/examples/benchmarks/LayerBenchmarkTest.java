package org.convc.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

class LayerBenchmarkTest {

  private final LayerBenchmark benchmark = new LayerBenchmark();

  LayerBenchmarkTest() {
    benchmark.suite = "";
    benchmark.layer = "digits5";
    benchmark.pass = "backward-weights";
    benchmark.peer = "convc";
    benchmark.threads = 1;
  }

  @ParameterizedTest
  @ValueSource(strings = {"convc", "naive"})
  void runsAPeer(String peer) {
    benchmark.peer = peer;
    benchmark.prepare();
    benchmark.run();
    benchmark.close();
  }

  @Test
  void saysWhatIsNotThere() {
    benchmark.layer = "no such layer";
    assertThrows(UsageException.class, benchmark::prepare);
    benchmark.layer = "digits5";
    benchmark.peer = "no such peer";
    assertThrows(UsageException.class, benchmark::prepare);
  }
}
