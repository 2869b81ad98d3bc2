package org.convc.explain.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.LayerPlan;
import org.convc.facts.LayerFacts;
import org.convc.facts.Measurements;
import org.convc.facts.Timing;
import org.convc.facts.Work;

/**
 * One kernel of one layer under the roof.
 *
 * @param index of the layer on the page
 * @param rate operations a unit of time: measured in a nanosecond, or predicted in a cycle
 */
record RooflinePoint(int index, LayerFacts layer, Work work, double rate) {

  /**
   * All of them. Where nothing was measured, the gradient of the bias is left out: the costs that choose among strategies say nothing of it,
   * as there is nothing to choose.
   */
  static List<RooflinePoint> of(List<LayerFacts> layers, Optional<Measurements> measurements) {
    List<RooflinePoint> points = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      for (Work work : layers.get(i).work()) {
        Optional<Double> rate = measurements.isPresent()
            ? measured(layers.get(i), work, measurements.get())
            : predicted(layers.get(i), work);
        if (rate.isPresent()) {
          points.add(new RooflinePoint(i, layers.get(i), work, rate.get()));
        }
      }
    }
    return points;
  }

  private static Optional<Double> measured(LayerFacts layer, Work work, Measurements measurements) {
    Optional<Timing> timing = measurements.of(layer.layer().name(), work.kernel().javaName());
    return timing.map(t -> work.operations() / (t.milliseconds() * 1e6));
  }

  private static Optional<Double> predicted(LayerFacts layer, Work work) {
    return predictedCycles(layer, work).map(cycles -> work.operations() / cycles);
  }

  /** For the widest vectors that the layer has kernels for. */
  static Optional<Double> predictedCycles(LayerFacts layer, Work work) {
    List<LayerPlan.TwinPlan> twins = layer.plan().twins();
    return twins.get(twins.size() - 1).kernel(work.kernel().javaName()).cycles();
  }
}
