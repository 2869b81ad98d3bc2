package org.convc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerInfo;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;
import org.convc.runtime.Shape;

/**
 * One layer that is known to make sense: the analyser establishes that all tensors have between 1 and {@link Integer#MAX_VALUE} elements a
 * batch item and that the shapes agree.
 *
 * @param javaPackage package of the generated class, empty for the unnamed one
 * @param documentation text of the doc comment
 * @param flipped true convolution: the kernel is read from its other end
 * @param axes spatial axes, outermost first; one to three
 */
public record Layer(
    String name,
    String javaPackage,
    Optional<String> documentation,
    Origin origin,
    LayerKind kind,
    ElementType type,
    Layout layout,
    boolean flipped,
    int groups,
    int inputChannels,
    int outputChannels,
    List<Axis> axes,
    boolean bias,
    Activation activation,
    Accuracy accuracy) {

  public Layer {
    axes = List.copyOf(axes);
  }

  public int rank() {
    return axes.size();
  }

  /** The relation that the layer computes with: that of the convolution itself, or of the one that it transposes. */
  public Relation relation() {
    List<Relation.Axis> related = new ArrayList<>();
    for (Axis a : axes) {
      boolean forward = kind == LayerKind.CONVOLUTION;
      related.add(
          new Relation.Axis(
              forward ? a.input() : a.output(),
              forward ? a.output() : a.input(),
              a.kernel(),
              a.stride(),
              a.dilation(),
              a.padBefore(),
              flipped));
    }
    return kind == LayerKind.CONVOLUTION
        ? new Relation(groups, inputChannels, outputChannels, related)
        : new Relation(groups, outputChannels, inputChannels, related);
  }

  /**
   * The same layer with as few axes as its arrays allow. Where the inner one of two axes is not convolved at all and the outer one has
   * stride 1, rows follow each other in every tensor as the elements of a row do, so the two are one long axis: a 1 x 1 convolution of
   * a plane is one of a line.
   */
  public Layer merged() {
    List<Axis> merged = new ArrayList<>(axes);
    for (int i = merged.size() - 1; i > 0; i--) {
      Optional<Axis> one = merged.get(i - 1).merged(merged.get(i));
      if (one.isPresent()) {
        merged.set(i - 1, one.get());
        merged.remove(i);
      }
    }
    return new Layer(
        name, javaPackage, documentation, origin, kind, type, layout, flipped, groups, inputChannels, outputChannels, merged, bias,
        activation, accuracy);
  }

  /** What callers of the kernels need to know. */
  public LayerInfo info() {
    return new LayerInfo(
        name,
        kind,
        type,
        layout,
        groups,
        data(inputChannels, axes.stream().map(Axis::input).toList()),
        data(outputChannels, axes.stream().map(Axis::output).toList()),
        weights(),
        bias,
        activation);
  }

  private Shape data(int channels, List<Integer> spatial) {
    List<Integer> sizes = new ArrayList<>(spatial);
    sizes.add(layout == Layout.NCHW ? 0 : spatial.size(), channels);
    return shape(sizes);
  }

  private Shape weights() {
    Relation relation = relation();
    List<Integer> sizes = new ArrayList<>();
    sizes.add(relation.windowChannels());
    sizes.add(relation.positionChannels() / groups);
    axes.forEach(a -> sizes.add(a.kernel()));
    return shape(sizes);
  }

  private static Shape shape(List<Integer> sizes) {
    return Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
  }
}
