package org.convc.cli;

import java.nio.file.Path;
import org.convc.CompileOptions;
import org.convc.load.VectorModule;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the compiler for kernels that run on this machine. */
final class KernelOptions {

  @Option(
      names = "--vectors",
      paramLabel = "BITS",
      defaultValue = "none",
      description = "The width of vectors: auto, which is what this machine prefers, none, 128, 256 or 512. Java has to run with "
          + "--add-modules jdk.incubator.vector, and needs seconds until vectors are fast. Default: ${DEFAULT-VALUE}.")
  private String vectors;

  @Option(names = "--tuning", paramLabel = "FILE", description = "Measured strategies, as the tuner writes them.")
  private Path tuning;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * @throws ParameterException if there are no such vectors, or Java runs without the module for them
   */
  CompileOptions compileOptions() {
    CompileOptions options = CompileOptions.defaults().withoutVectors();
    try {
      int bits = bits();
      options = bits == 0 ? options : options.withVectorBits(bits);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), "--vectors " + vectors + ": " + e.getMessage());
    }
    return tuning == null ? options : options.withTuning(tuning);
  }

  private int bits() {
    switch (vectors) {
      case "auto":
        return VectorModule.bestBits();
      case "none":
        return 0;
      default:
        if (!vectors.matches("128|256|512")) {
          throw new IllegalArgumentException("expected auto, none, 128, 256 or 512");
        }
        return Integer.parseInt(vectors);
    }
  }
}
