package org.convc.facts;

import java.util.ArrayList;
import java.util.List;
import org.convc.model.Layer;

/**
 * The layers before one and itself, as long as each takes what the one before it in the file gives: the same type, layout and shape.
 *
 * @param layers their names, the last one the layer itself
 * @param fields one for each axis, of an output of the layer in the input of the first one
 */
public record Chain(List<String> layers, List<ReceptiveField> fields) {

  public Chain {
    layers = List.copyOf(layers);
    fields = List.copyOf(fields);
  }

  /** One chain for each layer of a file. */
  static List<Chain> of(List<Layer> layers) {
    List<Chain> chains = new ArrayList<>();
    List<Layer> chain = new ArrayList<>();
    for (Layer layer : layers) {
      if (!chain.isEmpty() && !follows(chain.get(chain.size() - 1), layer)) {
        chain.clear();
      }
      chain.add(layer);
      chains.add(new Chain(chain.stream().map(Layer::name).toList(), ReceptiveField.of(chain)));
    }
    return chains;
  }

  private static boolean follows(Layer before, Layer layer) {
    return before.type() == layer.type()
        && before.layout() == layer.layout()
        && before.info().output().equals(layer.info().input());
  }
}
