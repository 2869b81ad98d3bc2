package org.convc.run;

import org.convc.Convc;
import org.convc.runtime.LayerInfo;

/** Layers by their text. */
final class Slots {

  private Slots() {}

  /** The only layer of a text of properties, such as {@code input 1 x 2 x 3; filters 1; kernel 1;}. */
  static LayerInfo layer(String properties) {
    return Convc.compile("a.conv", "conv A { " + properties + " }").info("A");
  }

  static Slot input(String properties) {
    return Operand.INPUT.slot(layer(properties));
  }
}
