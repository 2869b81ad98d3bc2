package org.convc.run;

import java.util.Locale;
import org.convc.runtime.LayerInfo;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;
import org.convc.runtime.Shape;

/** What a pass reads. */
public enum Operand {
  INPUT,
  WEIGHTS,
  BIAS,
  DY;

  private static final String[][] SPACE = {{"length"}, {"height", "width"}, {"depth", "height", "width"}};

  /** For example {@code input}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a layer expects there. */
  public Slot slot(LayerInfo layer) {
    switch (this) {
      case INPUT:
        return data(layer, layer.input(), "channels");
      case DY:
        return data(layer, layer.output(), "filters");
      case WEIGHTS:
        boolean forward = layer.kind() == LayerKind.CONVOLUTION;
        String perGroup = layer.groups() == 1 ? "" : " of a group";
        String outer = forward ? "filters" : "channels";
        String inner = (forward ? "channels" : "filters") + perGroup;
        return new Slot(this, layer, layer.weights(), false, outer + " x " + inner + " x " + space(layer.weights().rank() - 2));
      default:
        return new Slot(this, layer, Shape.of(layer.filters()), false, "filters");
    }
  }

  private Slot data(LayerInfo layer, Shape item, String channels) {
    String space = space(item.rank() - 1);
    return new Slot(this, layer, item, true, layer.layout() == Layout.NCHW ? channels + " x " + space : space + " x " + channels);
  }

  private static String space(int axes) {
    return String.join(" x ", SPACE[axes - 1]);
  }
}
