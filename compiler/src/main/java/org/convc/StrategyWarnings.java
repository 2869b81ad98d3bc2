package org.convc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convc.analysis.AnalysedFile;
import org.convc.analysis.LayerSettings;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.diagnostic.Span;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.StrategyFamily;
import org.convc.schedule.Candidates;
import org.convc.schedule.Strategy;
import org.convc.schedule.Target;

/**
 * Strategies that a file asks for, and that suit no kernel of any layer which it asks them for. One that suits some kernels is taken for
 * those, and nothing is said: few suit all kernels of a layer.
 */
final class StrategyWarnings {

  /** The place of {@code strategy winograd;}, which may stand for several layers. */
  private record Request(StrategyFamily family, Span place) {}

  private StrategyWarnings() {}

  /**
   * Finds them.
   *
   * @param targets what each layer has kernels for
   */
  static List<Diagnostic> of(AnalysedFile file, Map<String, List<Target>> targets) {
    Map<Request, List<Layer>> requests = new LinkedHashMap<>();
    for (Layer layer : file.layers()) {
      LayerSettings settings = file.settings().get(layer.name());
      if (settings.strategy() != StrategyFamily.AUTO) {
        Request request = new Request(settings.strategy(), settings.strategyPlace());
        requests.computeIfAbsent(request, r -> new ArrayList<>()).add(layer);
      }
    }
    Diagnostics diagnostics = new Diagnostics(file.files().get(0).source());
    requests.forEach((request, layers) -> {
      if (layers.stream().noneMatch(layer -> suits(request.family(), layer, targets.get(layer.name())))) {
        report(request, layers, targets, diagnostics);
      }
    });
    return diagnostics.sorted();
  }

  private static boolean suits(StrategyFamily family, Layer layer, List<Target> targets) {
    return targets.stream().anyMatch(target -> Definition.kinds(layer).stream()
        .anyMatch(kind -> Candidates.of(layer, kind, target).stream().anyMatch(s -> s.family() == family)));
  }

  private static void report(
      Request request, List<Layer> layers, Map<String, List<Target>> targets, Diagnostics diagnostics) {
    Remarks remarks = Remarks.NONE;
    String where = "of any layer";
    if (layers.size() == 1) {
      Layer layer = layers.get(0);
      where = "of layer '" + layer.name() + "'";
      for (KernelKind kind : Definition.kinds(layer)) {
        remarks = remarks.detail(kind.javaName() + ": " + misfit(request.family(), layer, kind, targets.get(layer.name())));
      }
    }
    diagnostics.report(DiagnosticKind.STRATEGY_SUITS_NOTHING, request.place(), remarks, request.family().word(), where);
  }

  private static String misfit(StrategyFamily family, Layer layer, KernelKind kind, List<Target> targets) {
    // The last has the widest vectors.
    Target target = targets.get(targets.size() - 1);
    Optional<Strategy> considered =
        Candidates.all(layer, kind, target).stream().filter(s -> s.family() == family).findFirst();
    return considered.flatMap(s -> Candidates.misfit(s, layer, kind))
        .orElse("not for such kernels with " + target);
  }
}
