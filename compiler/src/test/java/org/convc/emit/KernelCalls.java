package org.convc.emit;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.ElementType;

/** Calls the protected methods of the kernels of a generated class, with all memory but the tensors full of NaN. */
final class KernelCalls {

  private static final int SCRATCH = 1 << 16;
  private static final int SCRATCH_ARRAYS = 8;

  private KernelCalls() {}

  static double[] call(ConvLayer compiled, Layer layer, KernelKind kind, int batch, double[]... inputs) {
    boolean single = layer.type() == ElementType.FLOAT;
    List<Object> arguments = new ArrayList<>(List.of(batch));
    for (double[] input : inputs) {
      arguments.add(single ? floats(input) : input.clone());
    }
    boolean forward = kind == KernelKind.FORWARD || kind == KernelKind.BIASED_SUM;
    if (forward && !layer.bias()) {
      arguments.add(null);
    }
    double[] result = new double[resultLength(layer, kind, batch)];
    Arrays.fill(result, Double.NaN);
    Object array = single ? floats(result) : result;
    arguments.add(array);
    try {
      Object kernels = kernels(compiled);
      if (forward || kind == KernelKind.BACKWARD_DATA) {
        Object packed = single ? floatScratch() : doubleScratch();
        Object weights = arguments.get(2);
        method(kernels.getClass(), forward ? "packForward" : "packBackwardData").invoke(kernels, weights, packed, null);
        arguments.add(packed);
      }
      arguments.add(single ? floatScratch() : doubleScratch());
      arguments.add(null);
      method(kernels.getClass(), kind.javaName() + "Kernel").invoke(kernels, arguments.toArray());
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    return single ? doubles((float[]) array) : result;
  }

  private static Object kernels(ConvLayer compiled) throws ReflectiveOperationException {
    Field kernels = compiled.getClass().getSuperclass().getDeclaredField("kernels");
    kernels.setAccessible(true);
    return kernels.get(compiled);
  }

  /** The method of a class, or else the one that it inherits. */
  private static Method method(Class<?> type, String name) {
    Optional<Method> method =
        Arrays.stream(type.getDeclaredMethods()).filter(m -> m.getName().equals(name)).findFirst();
    if (method.isEmpty()) {
      return method(type.getSuperclass(), name);
    }
    method.get().setAccessible(true);
    return method.get();
  }

  private static int resultLength(Layer layer, KernelKind kind, int batch) {
    switch (kind) {
      case FORWARD:
      case BIASED_SUM:
        return layer.info().outputLength(batch);
      case BACKWARD_DATA:
        return layer.info().inputLength(batch);
      case BACKWARD_WEIGHTS:
        return layer.info().weightsLength();
      default:
        return layer.info().filters();
    }
  }

  private static float[][] floatScratch() {
    float[][] scratch = new float[SCRATCH_ARRAYS][SCRATCH];
    for (float[] array : scratch) {
      Arrays.fill(array, Float.NaN);
    }
    return scratch;
  }

  private static double[][] doubleScratch() {
    double[][] scratch = new double[SCRATCH_ARRAYS][SCRATCH];
    for (double[] array : scratch) {
      Arrays.fill(array, Double.NaN);
    }
    return scratch;
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
