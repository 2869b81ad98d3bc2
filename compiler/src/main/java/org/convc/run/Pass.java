package org.convc.run;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.convc.runtime.LayerInfo;

/** What can be computed of a layer. */
public enum Pass {
  FORWARD("y", Operand.INPUT, Operand.WEIGHTS, Operand.BIAS),
  BACKWARD_DATA("dx", Operand.DY, Operand.WEIGHTS),
  BACKWARD_WEIGHTS("dWeights", Operand.INPUT, Operand.DY),
  BACKWARD_BIAS("dBias", Operand.DY);

  private final String result;
  private final Set<Operand> operands;

  Pass(String result, Operand first, Operand... others) {
    this.result = result;
    this.operands = EnumSet.of(first, others);
  }

  /** As in {@link org.convc.runtime.ConvLayer}. */
  public String result() {
    return result;
  }

  /** For example {@code backward-data}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return word();
  }

  /** What the pass reads. The gradients of a layer with an activation need its sums, and so what forward needs. */
  public Set<Operand> operands(LayerInfo layer) {
    Set<Operand> needed = EnumSet.copyOf(operands);
    if (layer.hasActivation()) {
      needed.addAll(FORWARD.operands);
    }
    if (!layer.bias()) {
      needed.remove(Operand.BIAS);
    }
    return needed;
  }

  /** The result for a batch of so many items, filled with zeros; {@code batch} is 0 for one item without an axis for the batch. */
  int[] shape(LayerInfo layer, int batch) {
    switch (this) {
      case FORWARD:
        return Operand.DY.slot(layer).shape(batch);
      case BACKWARD_DATA:
        return Operand.INPUT.slot(layer).shape(batch);
      case BACKWARD_WEIGHTS:
        return Operand.WEIGHTS.slot(layer).shape(batch);
      default:
        return new int[] {layer.filters()};
    }
  }
}
