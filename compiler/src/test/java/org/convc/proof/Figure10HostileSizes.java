package org.convc.proof;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.convc.ConvException;
import org.convc.ConvModule;
import org.convc.Convc;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.testing.Calls;
import org.convc.testing.Conv;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;

/** Sizes that nobody means well: refused at a place in the file and at once, or compiled, by a form that does not grow with them. */
final class Figure10HostileSizes implements Figure {

  private static final long MOST_MILLIS = 100;
  private static final int WARM_RUNS = 5;
  private static final int MOST_CHARACTERS = 200_000;
  private static final long MOST_MULTIPLY_ADDS = 3_000_000;

  private static final Map<String, String> REFUSED = new LinkedHashMap<>();
  private static final Map<String, String> COMPILED = new LinkedHashMap<>();

  static {
    REFUSED.put("46341 squared", "conv L { input 1 x 46341 x 46341; filters 1; kernel 1; }");
    REFUSED.put("2 to the 31", "conv L { input 1 x 2147483648; filters 1; kernel 1; }");
    REFUSED.put("2 to the 31, less one, in three directions", "conv L { input 2147483647 x 2147483647 x 2147483647; filters 1; kernel 1; }");
    REFUSED.put("2 to the 64", "conv L { input 1 x 18446744073709551616; filters 1; kernel 1; }");
    REFUSED.put("weights", "conv L { input 65536 x 8; filters 65536; kernel 1; }");
    REFUSED.put("kernel", "conv L { input 1 x 8 x 8; filters 1; kernel 65536; pad full; }");
    REFUSED.put("padded input", "conv L { input 1 x 8; filters 1; kernel 3; pad 2147483647; }");
    REFUSED.put("cropped input", "conv L { input 1 x 8; filters 1; kernel 3; pad -2147483647; }");
    REFUSED.put("output", "transposed L { input 1 x 65536 x 65536; filters 1; kernel 1; stride 65536; }");
    REFUSED.put("transposed output", "transposed L { input 1 x 2; filters 1; kernel 1; stride 2147483647; }");
    REFUSED.put("dilation", "conv L { input 1 x 8; filters 1; kernel 3; dilation 2147483647; pad full; }");
    REFUSED.put("stride 0", "conv L { input 1 x 8; filters 1; kernel 3; stride 0; }");
    REFUSED.put("groups", "conv L { input 4 x 8; filters 4; kernel 3; groups 2147483647; }");
    REFUSED.put("constants", "const A = 9223372036854775807; conv L { input A + 1 x 8; filters A * A; kernel 3; }");
    REFUSED.put("division by zero", "const A = 1 / 0; conv L { input A x 8 % 0; filters 1; kernel 3; }");
    REFUSED.put("nested brackets", "conv L { input 1 x " + "(".repeat(100_000) + "8" + ")".repeat(100_000) + "; filters 1; kernel 3; }");
    REFUSED.put("nested blocks", "conv L " + "{ a ".repeat(100_000) + "}".repeat(100_000));
    REFUSED.put("signs", "conv L { input 1 x " + "-".repeat(100_000) + "8; filters 1; kernel 3; }");
    REFUSED.put("sums", "conv L { input 1 x 1" + "+1".repeat(100_000) + "; filters 1; kernel 3; }");
    REFUSED.put("digits", "conv L { input 1 x " + "9".repeat(1_000_000) + "; filters 1; kernel 3; }");
    REFUSED.put("a million layers", "conv L { input 1 x 8; filters 1; kernel 3; }\n".repeat(1_000_000));
    REFUSED.put("axes", "conv L { input 1" + " x 2".repeat(10_000) + "; filters 1; kernel 3; }");

    COMPILED.put("kernel 1000 x 1000", "conv L { input 1 x 1003 x 1001; filters 2; kernel 1000; pad 1; }");
    COMPILED.put("a million taps", "conv L { input 1 x 1000001; filters 1; kernel 1000000; }");
    COMPILED.put("4096 groups", "conv L { input 4096 x 9 x 7; filters 8192; kernel 3; groups 4096; pad 1; }");
    COMPILED.put("100,000 filters", "conv L { input 3 x 5; filters 100000; kernel 1; }");
    COMPILED.put("125 phases", "conv L { input 2 x 11 x 12 x 13; filters 3; kernel 5; stride 5; pad 2; }");
    COMPILED.put("a stride as large as an int", "conv L { input 1 x 9; filters 1; kernel 3; stride 2147483647; }");
    COMPILED.put("the largest picture", "conv L { input 1 x 46340 x 46340; filters 1; kernel 3; pad 0; }");
    COMPILED.put("wide dilation", "conv L { input 1 x 100001; filters 2; kernel 3; dilation 50000; }");
  }

  @Override
  public String number() {
    return "10";
  }

  @Override
  public String what() {
    return "hostile sizes: refused, or compiled rolled";
  }

  @Override
  public String target() {
    return "all, refused in 100 ms";
  }

  @Override
  public long ordinary() {
    return full();
  }

  @Override
  public long full() {
    return REFUSED.size() + COMPILED.size();
  }

  @Override
  public Finding measure(Size size) {
    List<String> names = List.copyOf(REFUSED.keySet());
    List<String> compiled = List.copyOf(COMPILED.keySet());
    AtomicLong slowest = new AtomicLong();
    Size available = new Size(Math.min(size.count(), full() - size.first()), size.first(), size.seed(), 1);
    List<String> failures =
        Cases.run(
            number(),
            available,
            index -> {
              int i = (int) index;
              return i < names.size()
                  ? refused(names.get(i), REFUSED.get(names.get(i)), slowest)
                  : compiled(compiled.get(i - names.size()), COMPILED.get(compiled.get(i - names.size())));
            });
    String value = available.count() - failures.size() + " of " + available.count() + ", at most " + slowest.get() + " ms";
    return new Finding(value, available.count(), 0, failures, List.of(REFUSED.size() + " to be refused, " + COMPILED.size() + " to be compiled"));
  }

  private static Optional<String> refused(String name, String text, AtomicLong slowest) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < WARM_RUNS; i++) {
      long begin = System.nanoTime();
      try {
        Convc.compile("hostile.conv", text, Calls.SAME_EVERYWHERE);
        return Optional.of(name + " is accepted");
      } catch (ConvException e) {
        if (!e.getMessage().startsWith("hostile.conv:")) {
          return Optional.of(name + " has no place: " + e.getMessage());
        }
      }
      best = Math.min(best, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }
    slowest.accumulateAndGet(best, Math::max);
    return best <= MOST_MILLIS ? Optional.empty() : Optional.of(name + " takes " + best + " ms to refuse");
  }

  /** The kernels are compiled, so every method is within its limit, and run where that does not take long. */
  private static Optional<String> compiled(String name, String text) {
    ConvModule module = Convc.compile("hostile.conv", text, Calls.SAME_EVERYWHERE);
    ConvLayer compiled = module.layer("L");
    int length = module.source("L").length();
    if (length > MOST_CHARACTERS) {
      return Optional.of(name + " has " + length + " characters of source");
    }
    Layer layer = Conv.layer(text);
    if (layer.relation().multiplyAdds() > MOST_MULTIPLY_ADDS) {
      return Optional.empty();
    }
    LayerData data = LayerData.integers(layer, 1, layer.relation().multiplyAdds());
    return Checks.reference(layer, data, LayerResults.run(compiled, data)).map(d -> name + ": " + d);
  }
}
