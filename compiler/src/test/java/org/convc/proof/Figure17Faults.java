package org.convc.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.convc.emit.JavaEmitter;
import org.convc.ir.Kernel;
import org.convc.load.JaninoCompiler;
import org.convc.load.LayerLoader;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.runtime.ConvLayer;
import org.convc.schedule.Scheduler;
import org.convc.testing.Conv;
import org.convc.testing.KernelData;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.RandomLayers;

/**
 * The checks of figures 1 and 6 on kernels that are wrong on purpose: each fault in each kernel of layers on which it has a place. One that
 * changes nothing, by the interpreter, is none; every other one has to be caught, and each fault has to show on some layer.
 */
final class Figure17Faults implements Figure {

  private static final int BATCH = 3;

  private static final String LAYERS =
      """
      conv Grouped { input 4 x 9 x 7; filters 6; kernel 3 x 2; pad 1:0 x 0:2; groups 2; bias; }
      conv Strided { input 3 x 11 x 9; filters 5; kernel 2 x 3; stride 2 x 3; pad 1 x 2; dilation 2 x 1; }
      transposed Up { input 4 x 5 x 4; filters 6; kernel 3 x 4; stride 2 x 3; pad 1 x 0; groups 2; bias; }
      conv Signal { input 5 x 43; filters 7; kernel 4; stride 2; pad 2:1; bias; activation relu; }
      conv Volume { input 2 x 4 x 5 x 6; filters 3; kernel 2 x 3 x 2; pad 1; layout nhwc; mode convolution; }
      conv Rolled { input 2 x 17 x 15; filters 3; kernel 13 x 14; pad 2; activation clip(-900, 900); bias; }
      conv Gaps { input 3 x 12 x 10; filters 4; kernel 2; stride 4 x 3; type double; }
      transposed Line { input 3 x 9; filters 5; kernel 2; stride 3; bias; activation relu; }
      conv Square { input 3 x 6 x 6; filters 3; kernel 3; pad 1; }
      """;

  /** What became of the faults. */
  private static final class Tally {
    private final Set<String> shown = new TreeSet<>();
    private int injected;
    private int withoutEffect;
    private int byReference;
    private int byAdjoint;
    private int adjointApplies;
  }

  @Override
  public String number() {
    return "17";
  }

  @Override
  public String what() {
    return "faults put into kernels, caught by 1 and 6";
  }

  @Override
  public String target() {
    return "all";
  }

  @Override
  public long ordinary() {
    return 1;
  }

  @Override
  public long full() {
    return 20;
  }

  /** {@code size.count()} is the number of times that everything is tried, with other numbers each time. */
  @Override
  public Finding measure(Size size) {
    Tally tally = new Tally();
    List<String> failures =
        Cases.run(
            number(),
            size,
            index -> {
              List<String> missed = new ArrayList<>();
              for (Layer layer : Conv.layers(LAYERS)) {
                Map<KernelKind, Kernel> kernels = new EnumMap<>(KernelKind.class);
                Scheduler.schedule(layer).forEach((kind, scheduled) -> kernels.put(kind, scheduled.kernel()));
                for (Map.Entry<String, UnaryOperator<Kernel>> fault : Faults.ALL.entrySet()) {
                  for (KernelKind kind : kernels.keySet()) {
                    inject(layer, kernels, kind, fault, RandomLayers.mix(size.seed(), index), tally).ifPresent(missed::add);
                  }
                }
              }
              return missed.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", missed));
            });
    Set<String> never = new TreeSet<>(Faults.ALL.keySet());
    never.removeAll(tally.shown);
    List<String> all = new ArrayList<>(failures);
    never.forEach(name -> all.add(name + " had a place on no layer"));
    String value = String.format("%d of %d, %d kinds", tally.byReference, tally.injected, tally.shown.size());
    String note =
        String.format(
            "%d injected: %d caught by the reference loop; the adjoint identity caught %d of the %d that it applies to; %d more changed nothing",
            tally.injected, tally.byReference, tally.byAdjoint, tally.adjointApplies, tally.withoutEffect);
    return new Finding(value, tally.injected, 0, all, List.of(note));
  }

  /** What to say if the fault is not caught. */
  private static Optional<String> inject(
      Layer layer, Map<KernelKind, Kernel> kernels, KernelKind kind, Map.Entry<String, UnaryOperator<Kernel>> fault, long seed, Tally tally) {
    Kernel right = kernels.get(kind);
    Kernel wrong = fault.getValue().apply(right);
    if (wrong.equals(right)) {
      return Optional.empty();
    }
    if (!differs(right, wrong, seed)) {
      synchronized (tally) {
        tally.withoutEffect++;
      }
      return Optional.empty();
    }
    Map<KernelKind, Kernel> faulty = new EnumMap<>(kernels);
    faulty.put(kind, wrong);
    LayerData data = LayerData.integers(layer, BATCH, seed);
    boolean byReference;
    boolean byAdjoint;
    boolean adjointApplies = layer.activation().equals(Activation.NONE);
    try {
      String source = JavaEmitter.emit(layer, faulty);
      ConvLayer compiled = new LayerLoader(new JaninoCompiler(ConvLayer.class.getClassLoader())).load(JavaEmitter.className(layer), source);
      LayerResults results = LayerResults.run(compiled, data);
      byReference = Checks.reference(layer, data, results).isPresent();
      byAdjoint = adjointApplies && brokenIdentity(layer, data, results);
    } catch (RuntimeException e) {
      // An index outside its array, or a class that does not compile, shows by itself.
      byReference = true;
      byAdjoint = adjointApplies;
    }
    synchronized (tally) {
      tally.shown.add(fault.getKey());
      tally.injected++;
      tally.byReference += byReference ? 1 : 0;
      tally.byAdjoint += byAdjoint ? 1 : 0;
      tally.adjointApplies += adjointApplies ? 1 : 0;
    }
    return byReference ? Optional.empty() : Optional.of(fault.getKey() + " in " + kind.javaName() + " of " + layer.name());
  }

  private static boolean brokenIdentity(Layer layer, LayerData data, LayerResults results) {
    try {
      return Checks.adjoint(layer, data, results).isPresent();
    } catch (ArithmeticException e) {
      return true;
    }
  }

  private static boolean differs(Kernel right, Kernel wrong, long seed) {
    KernelData data = new KernelData(right, BATCH, seed);
    try {
      return !Arrays.equals(data.interpret(right), data.interpret(wrong));
    } catch (RuntimeException e) {
      return true;
    }
  }
}
