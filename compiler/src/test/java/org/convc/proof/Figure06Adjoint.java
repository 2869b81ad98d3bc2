package org.convc.proof;

import java.util.List;
import org.convc.Convc;
import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.runtime.ConvLayer;
import org.convc.testing.Calls;
import org.convc.testing.ConvText;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.Layers;
import org.convc.testing.RandomLayers;

/** The adjoint identity on integers: the gradients belong to the forward kernel, whatever that computes. */
final class Figure06Adjoint implements Figure {

  @Override
  public String number() {
    return "6";
  }

  @Override
  public String what() {
    return "⟨y-b,dy⟩ = ⟨x,dx⟩ = ⟨w,dw⟩ on integers";
  }

  @Override
  public String target() {
    return "0 failures";
  }

  @Override
  public long ordinary() {
    return 200;
  }

  @Override
  public long full() {
    return 100_000;
  }

  @Override
  public Finding measure(Size size) {
    List<String> failures =
        Cases.run(
            number(),
            size,
            index -> {
              Layer layer = Layers.withActivation(
                  RandomLayers.layer(~size.seed(), index, Figure01ReferenceLoop.BUDGET), Activation.NONE);
              String text = ConvText.print(layer);
              LayerData data = LayerData.integers(layer, 2, RandomLayers.mix(size.seed(), index));
              ConvLayer compiled = Convc.compile("random.conv", text, Calls.SAME_EVERYWHERE).layer(layer.name());
              return Checks.adjoint(layer, data, LayerResults.run(compiled, data)).map(d -> d + "\n" + text);
            });
    return new Finding(failures.size() + " failures", size.count(), 0, failures, List.of());
  }
}
