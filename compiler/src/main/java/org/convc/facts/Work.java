package org.convc.facts;

import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;

/**
 * What one kernel has to do for one batch item, whatever algorithm does it.
 *
 * @param kernel which one
 * @param multiplyAdds products that are added up as the definition counts them, those with padding included; for the gradient of the bias,
 *     additions
 * @param inside those of them whose operands are no padding
 * @param operations floating-point operations: two a multiply-add, one an addition
 * @param bytes of the tensors that it reads and writes, each counted once: less traffic than that is impossible
 */
public record Work(KernelKind kernel, long multiplyAdds, long inside, long operations, long bytes) {

  static Work of(Layer layer, KernelKind kernel) {
    long x = layer.info().input().elements();
    long y = layer.info().output().elements();
    long w = layer.info().weights().elements();
    long b = layer.bias() ? layer.outputChannels() : 0;
    int size = layer.type().bytes();
    if (kernel == KernelKind.BACKWARD_BIAS) {
      return new Work(kernel, y, y, y, size * (y + layer.outputChannels()));
    }
    boolean forward = kernel == KernelKind.FORWARD || kernel == KernelKind.BIASED_SUM;
    long products = layer.relation().multiplyAdds();
    return new Work(kernel, products, inside(layer.relation()), 2 * products, size * (x + w + y + (forward ? b : 0)));
  }

  /** Operations a byte: the arithmetic intensity, if every tensor passes the memory bus once. */
  public double intensity() {
    return (double) operations / bytes;
  }

  /** As {@link Relation#multiplyAdds}, without the products with padding: the related triples. */
  private static long inside(Relation relation) {
    long count = (long) relation.windowChannels() * relation.positionChannelsPerGroup();
    for (Relation.Axis axis : relation.axes()) {
      count *= pairs(axis);
    }
    return count;
  }

  /** Windows and taps of one axis that meet a position. */
  private static long pairs(Relation.Axis axis) {
    long pairs = 0;
    for (int tap = 0; tap < axis.taps(); tap++) {
      long first = axis.position(0, tap);
      long from = first >= 0 ? 0 : -Math.floorDiv(first, (long) axis.stride());
      long to = Math.floorDiv(axis.positions() - 1 - first, (long) axis.stride());
      pairs += Math.max(0, Math.min(to, axis.windows() - 1L) - from + 1);
    }
    return pairs;
  }
}
