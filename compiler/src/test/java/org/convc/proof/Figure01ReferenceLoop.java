package org.convc.proof;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.convc.Convc;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.testing.Calls;
import org.convc.testing.ConvText;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.RandomLayers;

/**
 * Random valid layers on integers: printed as text, read back as the same layer, compiled, and every kernel equal to the reference loop bit
 * for bit.
 */
final class Figure01ReferenceLoop implements Figure {

  /** Multiply-adds of one batch item. */
  static final int BUDGET = 60_000;

  @Override
  public String number() {
    return "1";
  }

  @Override
  public String what() {
    return "random layers = reference loop, all kernels";
  }

  @Override
  public String target() {
    return "0 bits different";
  }

  @Override
  public long ordinary() {
    return 500;
  }

  @Override
  public long full() {
    return 1_000_000;
  }

  @Override
  public Finding measure(Size size) {
    LongAdder numbers = new LongAdder();
    LongAdder nonZero = new LongAdder();
    AtomicLong mostlyZero = new AtomicLong();
    List<String> failures =
        Cases.run(
            number(),
            size,
            index -> {
              Layer layer = RandomLayers.layer(size.seed(), index, BUDGET);
              String text = ConvText.print(layer);
              Optional<String> misread = ConvText.roundTripFailure(layer);
              if (misread.isPresent()) {
                return misread.map(m -> m + "\n" + text);
              }
              LayerData data = LayerData.integers(layer, 1 + (int) (index % 3), RandomLayers.mix(size.seed(), ~index));
              ConvLayer compiled = Convc.compile("random.conv", text, Calls.SAME_EVERYWHERE).layer(layer.name());
              LayerResults results = LayerResults.run(compiled, data);
              numbers.add(results.size());
              nonZero.add(results.nonZeros());
              if (10 * results.nonZeros() < results.size()) {
                mostlyZero.incrementAndGet();
              }
              return Checks.reference(layer, data, results).map(d -> d + "\n" + text);
            });
    String value = failures.isEmpty() ? "0 bits different" : "differences";
    String note =
        String.format(
            "%,d numbers compared, %.1f %% of them not 0; %,d layers with fewer than a tenth not 0",
            numbers.sum(), 100.0 * nonZero.sum() / Math.max(1, numbers.sum()), mostlyZero.get());
    return new Finding(value, size.count(), 0, failures, List.of(note));
  }
}
