package org.convc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.convc.emit.ConvcVersion;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.schedule.Candidates;
import org.convc.schedule.Target;
import org.convc.tuning.TuningKey;
import org.convc.tuning.TuningLine;

/**
 * Measures which strategies are fastest on this machine, instead of predicting it. Each strategy of a kernel is compiled, compared with
 * the general kernel on integers, on which sums are exact, and warmed up; then all take turns.
 *
 * <pre>{@code
 * TuningReport report = new Tuner().tune(Convc.compile(Path.of("vision.conv")));
 * report.tuning().write(Path.of("vision.tuning"));                          // once
 * CompileOptions options = CompileOptions.defaults().withTuning(Path.of("vision.tuning"));
 * ConvModule vision = Convc.compile(Path.of("vision.conv"), options);       // ever after
 * }</pre>
 *
 * <p>Takes a core for itself: what else runs on the machine meanwhile shows in the result. Measures kernels one after another, on the
 * calling thread.
 */
public final class Tuner {

  /** For each kernel, unless told otherwise. */
  public static final Duration USUAL_BOUND = Duration.ofSeconds(20);

  private final Duration mostEach;

  /** With the usual bound. */
  public Tuner() {
    this(USUAL_BOUND);
  }

  /**
   * @param mostEach how long one kernel may take; what has begun by then is still finished. With less than some seconds, strategies are
   *     measured before HotSpot is done with them, and those that are predicted to be slow are not measured at all
   * @throws IllegalArgumentException if it is not positive
   */
  public Tuner(Duration mostEach) {
    if (mostEach.isZero() || mostEach.isNegative()) {
      throw new IllegalArgumentException("mostEach: expected a positive duration, got " + mostEach);
    }
    this.mostEach = Objects.requireNonNull(mostEach, "mostEach");
  }

  /**
   * Measures all kernels of all layers, with the options of the module. Layers of the same sizes are measured once.
   *
   * @throws IllegalArgumentException if the module was compiled for twins, or for vectors that this program runs without
   */
  public TuningReport tune(ConvModule module) {
    return tune(module, module.layerNames());
  }

  /**
   * As {@link #tune(ConvModule)}, for some layers.
   *
   * @throws IllegalArgumentException also if the module has no layer of one of these names
   */
  public TuningReport tune(ConvModule module, List<String> layers) {
    Map<TuningKey, TuningLine> lines = new HashMap<>();
    List<TuningReport.KernelTuning> kernels = new ArrayList<>();
    List<TuningLine> ordered = new ArrayList<>();
    for (String name : layers) {
      LayerCompilation compilation = module.compilation(name);
      Target target = compilation.onlyTarget();
      // The activation takes no part in the choice, and would make results that are not integers.
      Layer layer = withoutActivation(compilation.model());
      for (KernelKind kind : Definition.kinds(layer)) {
        TuningKey key = TuningKey.here(layer, kind, target, ConvcVersion.VERSION);
        if (Candidates.of(layer, kind, target).size() == 1 || lines.containsKey(key)) {
          continue;
        }
        KernelTuner tuner = new KernelTuner(layer, kind, target, compilation.loader(), mostEach);
        TuningReport.KernelTuning found = tuner.run();
        kernels.add(found);
        Optional<TuningLine> line = best(key, found);
        line.ifPresent(ordered::add);
        line.ifPresent(l -> lines.put(key, l));
      }
    }
    return new TuningReport(Tuning.of(ordered), kernels);
  }

  private static Optional<TuningLine> best(TuningKey key, TuningReport.KernelTuning found) {
    TuningReport.Candidate first = found.candidates().get(0);
    return first.measured()
        ? Optional.of(new TuningLine(key, first.strategy(), first.micros(), TuningLine.NOWHERE))
        : Optional.empty();
  }

  private static Layer withoutActivation(Layer l) {
    return new Layer(
        l.name(), l.javaPackage(), l.documentation(), l.origin(), l.kind(), l.type(), l.layout(), l.flipped(), l.groups(),
        l.inputChannels(), l.outputChannels(), l.axes(), l.bias(), Activation.NONE, l.accuracy());
  }
}
