package org.convc.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.convc.ir.Buffer;
import org.convc.ir.Interpreter;
import org.convc.ir.Kernel;

/** Arguments for a kernel: small random integers, so that sums are exact in any order. */
public final class KernelData {

  private final Kernel kernel;
  private final int batch;
  private final Map<String, double[]> inputs = new LinkedHashMap<>();

  public KernelData(Kernel kernel, int batch, long seed) {
    this.kernel = kernel;
    this.batch = batch;
    Random random = new Random(seed);
    for (Buffer b : kernel.arguments()) {
      if (b.role() == Buffer.Role.INPUT) {
        double[] values = new double[b.elements() * (b.batched() ? batch : 1)];
        for (int i = 0; i < values.length; i++) {
          values[i] = random.nextInt(15) - 7;
        }
        inputs.put(b.name(), values);
      }
    }
  }

  /** The input arrays in the order of the kernel's arguments. */
  public double[][] inputs() {
    return inputs.values().toArray(double[][]::new);
  }

  /** The result of interpreting a kernel that takes the same arguments. */
  public double[] interpret(Kernel same) {
    Map<String, double[]> arguments = new LinkedHashMap<>(inputs);
    Buffer result = kernel.arguments().get(kernel.arguments().size() - 1);
    double[] values = new double[result.elements() * (result.batched() ? batch : 1)];
    java.util.Arrays.fill(values, Double.NaN);
    arguments.put(result.name(), values);
    Interpreter.run(same, batch, arguments);
    return values;
  }
}
