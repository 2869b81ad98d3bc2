package org.convc.cli;

import java.nio.file.Path;
import org.convc.CompileOptions;
import org.convc.ConvModule;
import org.convc.Convc;
import org.convc.diagnostic.DiagnosticRenderer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The layer that a command is about, for this machine. */
final class LayerArguments {

  @Parameters(index = "0", paramLabel = "FILE", description = "A .conv file.")
  private Path file;

  @Parameters(index = "1", paramLabel = "LAYER", description = "The name of a layer in it.")
  private String name;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  String name() {
    return name;
  }

  /**
   * The file, which has the layer. Its warnings go to the standard error.
   *
   * @throws ParameterException if the file has no such layer
   */
  ConvModule module(CompileOptions options) {
    ConvModule module = Convc.compile(file, options);
    CommandLine command = spec.commandLine();
    module.warnings().forEach(warning -> command.getErr().println(DiagnosticRenderer.render(warning)));
    command.getErr().flush();
    if (!module.layerNames().contains(name)) {
      throw new ParameterException(
          command, file + " has no layer " + name + "; there " + (module.layerNames().size() == 1 ? "is " : "are ")
              + String.join(", ", module.layerNames()));
    }
    return module;
  }
}
