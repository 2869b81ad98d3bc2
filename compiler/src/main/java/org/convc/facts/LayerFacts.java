package org.convc.facts;

import java.util.List;
import org.convc.LayerPlan;
import org.convc.lower.Definition;
import org.convc.model.Layer;

/**
 * One layer.
 *
 * @param shapes how the output's sizes follow, one for each axis
 * @param work of each kernel that the layer has
 * @param partner the layer that leads back
 * @param chain the layers before it that its input comes from
 * @param plan how its kernels are computed
 * @param declared where the file declares it
 * @param source the generated class
 */
public record LayerFacts(
    Layer layer,
    List<AxisShape> shapes,
    List<Work> work,
    Partner partner,
    Chain chain,
    LayerPlan plan,
    Declared declared,
    SourceLines source) {

  public LayerFacts {
    shapes = List.copyOf(shapes);
    work = List.copyOf(work);
  }

  static LayerFacts of(LayerPlan plan, Chain chain, Declared declared, String source) {
    Layer layer = plan.model();
    return new LayerFacts(
        layer,
        layer.axes().stream().map(axis -> AxisShape.of(layer.kind(), axis)).toList(),
        Definition.kinds(layer).stream().map(kind -> Work.of(layer, kind)).toList(),
        Partner.of(layer),
        chain,
        plan,
        declared,
        SourceLines.of(source, plan));
  }

  /** Numbers that are learned: weights and biases. */
  public long parameters() {
    return layer.info().weights().elements() + (layer.bias() ? layer.outputChannels() : 0);
  }

  /**
   * Weights of the layer that connects every element of x with every element of y: elements of its matrix, and multiply-adds of each of
   * its passes, too.
   */
  public long denseWeights() {
    return (long) layer.info().input().elements() * layer.info().output().elements();
  }
}
