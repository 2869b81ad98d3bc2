package org.convc.lower;

import java.util.ArrayList;
import java.util.List;
import org.convc.ir.Buffer;
import org.convc.ir.Buffer.Role;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;

/** The tensors of one layer as buffers. Subscripts are channel first, whatever the layout. */
final class Tensors {

  private static final List<String> SPATIAL = List.of("plane", "row", "column");

  private final Layer layer;
  private final Relation relation;

  Tensors(Layer layer) {
    this.layer = layer;
    this.relation = layer.relation();
  }

  /** The tensor that is indexed by positions: x or its gradient for a convolution, y or its gradient for a transposed one. */
  Buffer positions(String name, Role role) {
    return data(name, role, relation.positionChannels(), relation.axes().stream().map(Relation.Axis::positions).toList());
  }

  /** The tensor that is indexed by windows. */
  Buffer windows(String name, Role role) {
    return data(name, role, relation.windowChannels(), relation.axes().stream().map(Relation.Axis::windows).toList());
  }

  /** The tensor on the output side of the layer, on which bias and activation act. */
  Buffer output(String name, Role role) {
    return layer.kind() == LayerKind.CONVOLUTION ? windows(name, role) : positions(name, role);
  }

  /** The tensor on the input side of the layer. */
  Buffer input(String name, Role role) {
    return layer.kind() == LayerKind.CONVOLUTION ? positions(name, role) : windows(name, role);
  }

  Buffer weights(String name, Role role) {
    List<String> labels = new ArrayList<>(List.of("filter", "channel"));
    List<Integer> extents = new ArrayList<>(List.of(relation.windowChannels(), relation.positionChannelsPerGroup()));
    for (int i = 0; i < relation.axes().size(); i++) {
      labels.add("tap " + spatial(i));
      extents.add(relation.axes().get(i).taps());
    }
    return Buffer.rowMajor(name, role, false, labels, extents);
  }

  Buffer bias(String name, Role role) {
    return Buffer.rowMajor(name, role, false, List.of("filter"), List.of(layer.outputChannels()));
  }

  private Buffer data(String name, Role role, int channels, List<Integer> sizes) {
    List<String> labels = new ArrayList<>(List.of("channel"));
    List<Integer> extents = new ArrayList<>(List.of(channels));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      labels.add(spatial(i));
      extents.add(sizes.get(i));
      order.add(i + 1);
    }
    order.add(layer.layout() == Layout.NCHW ? 0 : order.size(), 0);
    return Buffer.ordered(name, role, true, labels, extents, order);
  }

  private String spatial(int axis) {
    return SPATIAL.get(SPATIAL.size() - layer.rank() + axis);
  }
}
