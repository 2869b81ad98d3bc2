package org.convc.proof;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.atomic.DoubleAccumulator;
import org.convc.Convc;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.testing.Calls;
import org.convc.testing.Conv;
import org.convc.testing.LayerData;
import org.convc.testing.Numbers;
import org.convc.testing.PreciseSums;

/** ONNX's own cases of Conv and ConvTranspose, from {@code .conv} text: integers exactly, others within 4·u·S. */
final class Figure05Onnx implements Figure {

  private static final double U = 0x1p-24;

  @Override
  public String number() {
    return "5";
  }

  @Override
  public String what() {
    return "ONNX Conv and ConvTranspose";
  }

  @Override
  public String target() {
    return "all, at 4·u·S or exact";
  }

  @Override
  public long ordinary() {
    return 30;
  }

  @Override
  public long full() {
    return 30;
  }

  @Override
  public Finding measure(Size size) {
    List<OnnxCase> all = OnnxCase.all();
    Size available = new Size(Math.min(size.count(), all.size() - size.first()), size.first(), size.seed(), size.threads());
    LongAdder exact = new LongAdder();
    DoubleAccumulator worst = new DoubleAccumulator(Math::max, 0);
    List<String> failures = Cases.run(number(), available, index -> run(all.get((int) index), exact, worst));
    String value = available.count() - failures.size() + " of " + available.count();
    String note = String.format(Locale.ROOT, "%d exact; the others differ from ONNX's float results by up to %.2f u·S", exact.sum(), worst.get());
    return new Finding(value, available.count(), 0, failures, List.of(note));
  }

  private static Optional<String> run(OnnxCase c, LongAdder exact, DoubleAccumulator worst) {
    Layer layer = Conv.layer(c.text());
    ConvLayer compiled = Convc.compile(c.toString(), c.text(), Calls.SAME_EVERYWHERE).layer("Onnx");
    float[] y = new float[compiled.info().outputLength(c.batch())];
    double[] expected = c.values("output");
    float[] bias = c.values("bias") == null ? null : Numbers.floats(c.values("bias"));
    compiled.forward(
        c.batch(), Numbers.floats(c.values("input")), Numbers.floats(c.values("weight")), bias, y, compiled.newWorkspace(c.batch()));
    if (c.exact()) {
      exact.increment();
      return Numbers.difference("y", expected, Numbers.doubles(y)).map(d -> c + ": " + d + "\n" + c.text());
    }
    LayerData data = new LayerData(c.batch(), c.values("input"), c.values("weight"), c.values("bias"), expected);
    PreciseSums sums = PreciseSums.forward(layer, data);
    double apart = sums.distance(expected, Numbers.doubles(y), U);
    worst.accumulate(apart);
    return expected.length == y.length && apart <= 4
        ? Optional.empty()
        : Optional.of(c + " differs by " + apart + " u·S\n" + c.text());
  }
}
