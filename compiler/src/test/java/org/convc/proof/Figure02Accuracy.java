package org.convc.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.convc.Convc;
import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.ElementType;
import org.convc.testing.Calls;
import org.convc.testing.ConvText;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.Layers;
import org.convc.testing.PreciseSums;
import org.convc.testing.RandomLayers;

/**
 * The error of every kernel on random real numbers, in units of u·S: u half a unit in the last place of 1, S the sum of the magnitudes of a
 * result's terms. Measured against sums of some 106 bits. The bound holds for numbers of either sign; numbers that are all positive add up
 * their errors, and are shown beside it.
 */
final class Figure02Accuracy implements Figure {

  private static final int BUDGET = 1_000_000;
  static final double BOUND = 4;
  private static final List<String> KERNELS = List.of("forward", "backwardData", "backwardWeights", "backwardBias");

  /** The worst error of each kernel: one row for each type and sign of the numbers. */
  private static final class Worst {
    private final double[][] errors = new double[4][KERNELS.size()];

    synchronized void include(int row, double[] found) {
      for (int i = 0; i < found.length; i++) {
        errors[row][i] = Math.max(errors[row][i], found[i]);
      }
    }

    double signed() {
      double worst = 0;
      for (int i = 0; i < KERNELS.size(); i++) {
        worst = Math.max(worst, Math.max(errors[0][i], errors[1][i]));
      }
      return worst;
    }

    List<String> notes() {
      List<String> rows = List.of("float, both signs", "double, both signs", "float, all positive", "double, all positive");
      List<String> notes = new ArrayList<>();
      for (int row = 0; row < rows.size(); row++) {
        StringBuilder note = new StringBuilder(rows.get(row) + ":");
        for (int i = 0; i < KERNELS.size(); i++) {
          note.append(String.format(Locale.ROOT, " %s %.2f", KERNELS.get(i), errors[row][i]));
        }
        notes.add(note.toString());
      }
      return notes;
    }
  }

  @Override
  public String number() {
    return "2";
  }

  @Override
  public String what() {
    return "random real data: error in u·S";
  }

  @Override
  public String target() {
    return "at most 4";
  }

  @Override
  public long ordinary() {
    return 60;
  }

  @Override
  public long full() {
    return 20_000;
  }

  @Override
  public Finding measure(Size size) {
    Worst worst = new Worst();
    List<String> failures = Cases.run(number(), size, index -> layer(size, index, worst));
    String value = String.format(Locale.ROOT, "%.2f", worst.signed());
    return new Finding(value, size.count(), 0, failures, worst.notes());
  }

  private static Optional<String> layer(Size size, long index, Worst worst) {
    // Every third layer is a large one: the longest sums decide.
    int budget = index % 3 == 0 ? BUDGET : BUDGET / 20;
    Layer layer = Layers.withActivation(RandomLayers.layer(size.seed() + 2, index, budget), Activation.NONE);
    String text = ConvText.print(layer);
    ConvLayer compiled = Convc.compile("random.conv", text, Calls.SAME_EVERYWHERE).layer(layer.name());
    long seed = RandomLayers.mix(size.seed(), index);
    boolean isFloat = layer.type() == ElementType.FLOAT;
    double[] signed = errors(layer, compiled, LayerData.reals(layer, 2, seed));
    worst.include(isFloat ? 0 : 1, signed);
    worst.include(isFloat ? 2 : 3, errors(layer, compiled, LayerData.positives(layer, 2, seed)));
    for (int i = 0; i < signed.length; i++) {
      if (!(signed[i] <= BOUND)) {
        return Optional.of(KERNELS.get(i) + " is off by " + signed[i] + " u·S\n" + text);
      }
    }
    return Optional.empty();
  }

  private static double[] errors(Layer layer, ConvLayer compiled, LayerData data) {
    LayerResults results = LayerResults.run(compiled, data);
    double u = layer.type() == ElementType.FLOAT ? 0x1p-24 : 0x1p-53;
    return new double[] {
      PreciseSums.forward(layer, data).worst(results.y(), u),
      PreciseSums.backwardData(layer, data).worst(results.dx(), u),
      PreciseSums.backwardWeights(layer, data).worst(results.dw(), u),
      PreciseSums.backwardBias(layer, data).worst(results.db(), u)
    };
  }
}
