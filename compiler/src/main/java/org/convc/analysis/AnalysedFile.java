package org.convc.analysis;

import java.util.List;
import java.util.Map;
import org.convc.model.Layer;

/**
 * A file that makes sense.
 *
 * @param javaPackage package of the generated classes; empty, which is Java's unnamed package, where the file has no package clause.
 *     Java cannot import from the unnamed package, so only programs that load the classes by name can do without a clause.
 * @param layers in the order of the file; their names differ by more than case
 * @param settings how each layer is to be compiled, by its name
 * @param files all that was read for it, the file itself first
 */
public record AnalysedFile(
    String javaPackage, List<Layer> layers, Map<String, LayerSettings> settings, List<ReadFile> files) {

  public AnalysedFile {
    layers = List.copyOf(layers);
    settings = Map.copyOf(settings);
    files = List.copyOf(files);
  }
}
