package org.convc.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.convc.ConvException;
import org.convc.ConvModule;
import org.convc.Convc;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.testing.Calls;
import org.convc.testing.Conv;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.RandomLayers;
import org.convc.testing.ShapeRow;

/**
 * Problem shapes of another library's own tests: each is accepted with the output size that the library gives it, or refused by a documented
 * limit; those of at most a million multiply-adds run, every kernel, exactly.
 */
final class Figure03Shapes implements Figure {

  private static final long MOST_MULTIPLY_ADDS = 1_000_000;

  /** The messages of documented limits: sizes beyond an array, and layers that read nothing but padding. */
  private static final Set<DiagnosticKind> LIMITS =
      Set.of(DiagnosticKind.TENSOR_TOO_LARGE, DiagnosticKind.NUMBER_TOO_LARGE, DiagnosticKind.INPUT_CROPPED_AWAY);

  @Override
  public String number() {
    return "3";
  }

  @Override
  public String what() {
    return "reference shapes: right size, exact kernels";
  }

  @Override
  public String target() {
    return "all";
  }

  @Override
  public long ordinary() {
    return 150;
  }

  @Override
  public long full() {
    return 2_600;
  }

  @Override
  public Finding measure(Size size) {
    List<ShapeRow> rows = new ArrayList<>(ShapeRow.all());
    Collections.shuffle(rows, new Random(size.seed()));
    Size available = new Size(Math.min(size.count(), rows.size() - size.first()), size.first(), size.seed(), size.threads());
    Map<String, Integer> refused = new TreeMap<>();
    LongAdder run = new LongAdder();
    List<String> failures =
        Cases.run(number(), available, index -> row(rows.get((int) index), refused, run, RandomLayers.mix(size.seed(), index)));
    long refusals = refused.values().stream().mapToLong(Integer::longValue).sum();
    String value = available.count() - failures.size() + " of " + available.count() + ", " + run.sum() + " of them run";
    return new Finding(value, available.count(), 0, failures, List.of("refused by a limit: " + refusals + " " + refused));
  }

  private static Optional<String> row(ShapeRow row, Map<String, Integer> refused, LongAdder run, long seed) {
    ConvModule module;
    try {
      module = Convc.compile("shape.conv", row.text(), Calls.SAME_EVERYWHERE);
    } catch (ConvException e) {
      boolean limit = e.diagnostics().stream().map(Diagnostic::kind).allMatch(LIMITS::contains);
      String kinds = e.diagnostics().stream().map(d -> d.kind().name()).distinct().collect(Collectors.joining(" "));
      synchronized (refused) {
        refused.merge(kinds, 1, Integer::sum);
      }
      return limit ? Optional.empty() : Optional.of(row + "\n" + row.text() + "\n" + e.getMessage());
    }
    Layer layer = Conv.layer(row.text());
    List<Integer> output = layer.axes().stream().map(Axis::output).toList();
    if (!output.equals(row.output())) {
      return Optional.of(row + "\n" + row.text() + "\noutput " + output + ", expected " + row.output());
    }
    if (row.multiplyAdds() > MOST_MULTIPLY_ADDS) {
      return Optional.empty();
    }
    run.increment();
    LayerData data = LayerData.integers(layer, row.batch(), seed);
    LayerResults results = LayerResults.run(module.layer(layer.name()), data);
    return Checks.reference(layer, data, results).map(d -> row + "\n" + row.text() + "\n" + d);
  }
}
