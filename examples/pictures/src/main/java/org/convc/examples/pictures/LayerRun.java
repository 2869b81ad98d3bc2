package org.convc.examples.pictures;

import java.util.Locale;
import org.convc.ConvModule;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.LayerInfo;
import org.convc.runtime.Workspace;

/**
 * What a layer made of a picture.
 *
 * @param compileNanos from the model of the layer to a class that runs
 * @param runNanos the fastest of a few calls: the first ones run before the virtual machine has compiled the kernel
 */
record LayerRun(ConvLayer layer, Picture output, long compileNanos, long runNanos) {

  private static final int CALLS = 5;

  /** Applies a layer of type float to a picture, which gets the border that the layer's input is larger by. */
  static LayerRun of(ConvModule module, String name, Picture picture, float[] weights) {
    long begin = System.nanoTime();
    ConvLayer layer = module.layer(name);
    long compileNanos = System.nanoTime() - begin;

    LayerInfo info = layer.info();
    float[] x = picture.bordered((info.input().size(1) - picture.height()) / 2).values();
    float[] y = new float[info.outputLength(1)];
    Workspace workspace = layer.newWorkspace(1);
    long runNanos = Long.MAX_VALUE;
    for (int call = 0; call < CALLS; call++) {
      begin = System.nanoTime();
      layer.forward(1, x, weights, null, y, workspace);
      runNanos = Math.min(runNanos, System.nanoTime() - begin);
    }
    Picture output = new Picture(info.filters(), info.output().size(1), info.output().size(2), y);
    return new LayerRun(layer, output, compileNanos, runNanos);
  }

  /** Name, shapes, class and times in one line. */
  @Override
  public String toString() {
    LayerInfo info = layer.info();
    return String.format(
        Locale.ROOT, "%-8s %-40s %s, compiled in %.0f ms, runs in %.2f ms",
        info.name(), info.input() + " -> " + info.output(), layer.getClass().getName(),
        compileNanos / 1e6, runNanos / 1e6);
  }
}
