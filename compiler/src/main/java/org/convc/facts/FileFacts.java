package org.convc.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.convc.ConvModule;
import org.convc.LayerPlan;
import org.convc.diagnostic.Diagnostic;

/**
 * A file.
 *
 * @param name as messages have it
 * @param packageName of the generated classes, empty for the unnamed one
 * @param layers those asked for, in the order of the file
 */
public record FileFacts(String name, String packageName, List<Diagnostic> warnings, List<LayerFacts> layers) {

  public FileFacts {
    warnings = List.copyOf(warnings);
    layers = List.copyOf(layers);
  }

  /**
   * Finds them. Compiles the classes of the layers asked for, as the sizes of methods are known only then.
   *
   * @param names of the layers asked for
   */
  public static FileFacts of(ConvModule module, List<String> names) {
    List<Chain> chains = Chain.of(module.layerNames().stream().map(module::model).toList());
    Map<String, Declared> declared = Declared.of(module.text());
    List<LayerFacts> layers = new ArrayList<>();
    for (int i = 0; i < chains.size(); i++) {
      String name = module.layerNames().get(i);
      if (names.contains(name)) {
        LayerPlan plan = module.explain(name);
        layers.add(LayerFacts.of(plan, chains.get(i), declared.get(name), module.source(name)));
      }
    }
    return new FileFacts(module.text().name(), module.packageName(), module.warnings(), layers);
  }
}
