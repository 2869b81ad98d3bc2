package org.convc;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.convc.analysis.AnalysedFile;
import org.convc.analysis.LayerSettings;
import org.convc.analysis.ReadFile;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.Suggestion;
import org.convc.load.LayerLoader;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.schedule.Preference;
import org.convc.schedule.Target;

/**
 * The layers of one {@code .conv} file. The whole file is known to be right; the kernels of a layer are compiled when it is first asked
 * for, once, whoever asks. Safe for use by several threads.
 */
public final class ConvModule {

  private final String packageName;
  private final List<ReadFile> files;
  private final List<Diagnostic> warnings;
  private final Map<String, LayerCompilation> layers = new LinkedHashMap<>();

  ConvModule(AnalysedFile file, List<Diagnostic> warnings, CompileOptions options) {
    this.packageName = file.javaPackage();
    this.files = file.files();
    LayerLoader loader =
        options.javaCompiler() == CompileOptions.JavaCompiler.JAVAC ? LayerLoader.javac() : LayerLoader.janino();
    Set<Diagnostic> all = new LinkedHashSet<>(warnings);
    Map<String, List<Target>> targets = new HashMap<>();
    for (Layer layer : file.layers()) {
      LayerSettings settings = file.settings().get(layer.name());
      List<Target> own = options.targets(settings.vectors());
      Preference preference = options.tuning().preference().within(settings.strategy());
      targets.put(layer.name(), own);
      layers.put(layer.name(), new LayerCompilation(layer, own, preference, loader));
      all.addAll(options.tuning().warnings(layer, own));
    }
    all.addAll(StrategyWarnings.of(file, targets));
    this.warnings = List.copyOf(all);
  }

  /** The package that the file names; empty where it names none. */
  public String packageName() {
    return packageName;
  }

  /** All files that were read: the one with the layers first, then those that it imports, and those that they import. */
  public List<ReadFile> files() {
    return files;
  }

  /** What is legal but worth a second look: in the file, and in measured strategies that the options name. */
  public List<Diagnostic> warnings() {
    return warnings;
  }

  /** The names of all layers, in the order of the file. */
  public List<String> layerNames() {
    return List.copyOf(layers.keySet());
  }

  /**
   * The kernels of a layer, compiled if they are not yet.
   *
   * @throws IllegalArgumentException if the file has no layer of that name
   * @throws IllegalStateException if the options ask for vectors and the program runs without their module
   */
  public ConvLayer layer(String name) {
    return compilation(name).layer();
  }

  /**
   * The Java source that runs: the text that the Maven plugin writes for the same file and the same options.
   *
   * @throws IllegalArgumentException if the file has no layer of that name
   */
  public String source(String name) {
    return compilation(name).source().text();
  }

  /** The sources of all layers, in the order of the file. */
  public List<GeneratedSource> sources() {
    return layers.values().stream().map(LayerCompilation::source).toList();
  }

  /**
   * How the kernels of a layer are computed, what else was considered, and why it was not taken.
   *
   * @throws IllegalArgumentException if the file has no layer of that name
   */
  public LayerPlan explain(String name) {
    return compilation(name).plan();
  }

  /**
   * The linear part of a layer as a matrix.
   *
   * @throws IllegalArgumentException if the file has no layer of that name, or the layer has more than 20 million multiply-adds
   */
  public ToeplitzMatrix toeplitz(String name) {
    return new ToeplitzMatrix(compilation(name).model());
  }

  LayerCompilation compilation(String name) {
    LayerCompilation found = layers.get(name);
    if (found == null) {
      String help =
          Suggestion.nearest(name, layers.keySet())
              .map(nearest -> "did you mean " + nearest + "?")
              .orElseGet(() -> "there are " + String.join(", ", layers.keySet()));
      throw new IllegalArgumentException("no layer " + name + "; " + help);
    }
    return found;
  }
}
