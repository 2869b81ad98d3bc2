package org.convc.analysis;

import java.util.List;
import org.convc.model.Layer;

/**
 * A file that makes sense.
 *
 * @param javaPackage package of the generated classes; empty, which is Java's unnamed package, where the file has no package clause.
 *     Java cannot import from the unnamed package, so only programs that load the classes by name can do without a clause.
 * @param layers in the order of the file; their names differ by more than case
 */
public record AnalysedFile(String javaPackage, List<Layer> layers) {

  public AnalysedFile {
    layers = List.copyOf(layers);
  }
}
