package org.convc.examples.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One pass of one layer by one peer under JMH, in a JVM of its own: {@code convc bench jmh -p suite=SUITE.csv -p
 * layer=A,B -p peer=P}. The result is compared with the reference before the first iteration; a peer that is missing,
 * has no such pass or is wrong fails there, which JMH reports before it goes on with the next.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class LayerBenchmark {

  /** A file; nothing for the layers that come with the program. */
  @Param("")
  public String suite;

  /** By name. */
  @Param({"body3", "point", "depth3", "up2"})
  public String layer;

  @Param({"forward", "backward-data", "backward-weights"})
  public String pass;

  @Param({"convc", "onednn", "onednn-plain", "onnxruntime", "naive"})
  public String peer;

  /** Inside a call, unlike JMH's own. */
  @Param("1")
  public int threads;

  private Call call;

  @Setup(Level.Trial)
  public void prepare() {
    LayerSpec spec = layer();
    Pass what = Pass.of(pass).orElseThrow(() -> new UsageException("no pass " + pass));
    Operands operands = Operands.random(spec, spec.name().hashCode());
    call = new Peers().ready(peer, threads).prepare(spec, what, operands, threads);
    call.run();
    float[] result = new float[spec.resultLength(what)];
    call.result(result);
    double error = Reference.of(spec, what, operands).error(result);
    if (!(error <= Reference.MOST_ERROR)) {
      throw new IllegalStateException("wrong result, off by " + error + " roundoffs (" + call.strategy() + ")");
    }
  }

  private LayerSpec layer() {
    List<LayerSpec> layers = suite.isEmpty() ? Suite.builtIn() : Suite.read(Path.of(suite));
    return layers.stream().filter(s -> s.name().equals(layer)).findFirst()
        .orElseThrow(() -> new UsageException("no layer " + layer + " in the suite"));
  }

  @Benchmark
  public void run() {
    call.run();
  }

  @TearDown(Level.Trial)
  public void close() {
    call.close();
  }
}
