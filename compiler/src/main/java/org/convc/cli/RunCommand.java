package org.convc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.convc.CompileOptions;
import org.convc.ConvModule;
import org.convc.build.AtomicFiles;
import org.convc.run.LayerRun;
import org.convc.run.Operand;
import org.convc.run.Pass;
import org.convc.run.TensorSource;
import org.convc.run.TensorTarget;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.LayerInfo;
import org.convc.runtime.npy.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs a layer on tensors in files. */
@Command(
    name = "run",
    description = {
      "Runs a layer on tensors in files.",
      "",
      "forward needs --input, --weights and, where the layer has one, --bias, and gives y. backward-data needs --dy and --weights and "
          + "gives dx; backward-weights needs --input and --dy and gives dWeights; backward-bias needs --dy and gives dBias. With an "
          + "activation, gradients need what forward needs as well.",
      "",
      "A SOURCE is a FILE.npy, FILE.npz or FILE.npz:NAME of NumPy, a FILE.txt or FILE.csv with numbers in the order of the array, a "
          + "FILE.png or FILE.jpg of the layer's size where it has 1 or 3 channels, or random:SEED to try something out. Shapes have to "
          + "be the layer's; x and dy may have an axis for a batch before them, and results then have it too.",
      "",
      "Kernels work on plain arrays, unless Java runs with --add-modules jdk.incubator.vector: the launcher adds that where the command "
          + "line says --vectors. Vectors are many times faster once Java has compiled their kernels, which takes it seconds: they pay "
          + "for large batches.",
      ""
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  convc run vision.conv Edges --input photo.png --weights sobel.txt -o y.npy",
      "  convc run vision.conv Stem --input x.npy --weights stem.npz:w \\",
      "      --bias stem.npz:b --output y.npy --threads 4",
      "  convc run vision.conv Edges --pass backward-data,backward-weights \\",
      "      --input x.npy --weights w.npy --dy dy.npy --output gradients.npz"
    })
final class RunCommand implements Callable<Integer> {

  /** More than any machine has cores; each takes memory for its part of the work. */
  private static final int MOST_THREADS = 4096;

  /** Left alone, picocli takes the names of constants, too. */
  static final class PassConverter implements ITypeConverter<Pass> {

    @Override
    public Pass convert(String word) {
      return Arrays.stream(Pass.values()).filter(pass -> pass.word().equals(word)).findFirst()
          .orElseThrow(() -> new TypeConversionException("'" + word + "' is none of " + Arrays.toString(Pass.values())));
    }
  }

  @Mixin
  private LayerArguments layerArguments;

  @Option(
      names = "--pass",
      split = ",",
      converter = PassConverter.class,
      paramLabel = "PASS",
      defaultValue = "forward",
      description = "What to compute, separated by commas: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private List<Pass> passes;

  @Option(names = "--input", paramLabel = "SOURCE", description = "x, the data.")
  private String input;

  @Option(names = "--weights", paramLabel = "SOURCE", description = "The weights.")
  private String weights;

  @Option(names = "--bias", paramLabel = "SOURCE", description = "The bias.")
  private String bias;

  @Option(names = "--dy", paramLabel = "SOURCE", description = "The gradient by the layer's output, after the activation.")
  private String dy;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "TARGET",
      description = "Where the result goes: " + TensorTarget.KINDS + ". Several results go into a FILE.npz.")
  private String output;

  @Option(
      names = "--white",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "The number that is a white pixel of a picture; black is 0. Default: ${DEFAULT-VALUE}.")
  private double white;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many threads work, 1 to 4096; the result is the same to the bit. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Mixin
  private CompilerOptions compilerOptions;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (threads < 1 || threads > MOST_THREADS) {
      throw wrong("--threads " + threads + ": from 1 to " + MOST_THREADS);
    }
    if (!(white > 0) || Double.isInfinite(white)) {
      throw wrong("--white " + white + ": above 0");
    }
    Set<Pass> wanted = new LinkedHashSet<>(passes);
    TensorTarget target = target();
    List<String> notes = new ArrayList<>();
    Map<Pass, Tensor> results = new LinkedHashMap<>();
    try (Progress progress = new Progress(spec.commandLine().getErr())) {
      ConvModule module = layerArguments.module(compilerOptions.over(CompileOptions.defaults()));
      LayerInfo info = module.info(layerArguments.name());
      Map<Operand, Tensor> operands = new EnumMap<>(Operand.class);
      for (Map.Entry<Operand, TensorSource> source : sources(wanted, target, info).entrySet()) {
        progress.doing("reading the " + source.getKey().word());
        operands.put(source.getKey(), source.getValue().read(source.getKey().slot(info)));
      }
      progress.doing("compiling " + info.name());
      ConvLayer layer = layer(module, info.name());
      progress.doing("running " + info.name());
      results.putAll(layerRun(layer, operands).run(List.copyOf(wanted), threads));
      progress.doing("writing " + target.file());
      AtomicFiles.write(target.file(), out -> notes.addAll(target.write(results, info, out)));
    }
    report(target, results, notes);
    return ExitCode.OK;
  }

  private static ConvLayer layer(ConvModule module, String name) {
    try {
      return module.layer(name);
    } catch (IllegalStateException withoutModule) {
      throw new Refusal(withoutModule.getMessage() + " (--vectors none)");
    }
  }

  private TensorTarget target() {
    try {
      return TensorTarget.of(output, white);
    } catch (IllegalArgumentException e) {
      throw wrong("--output: " + e.getMessage());
    }
  }

  /** Checks the options before any tensor is read. */
  private Map<Operand, TensorSource> sources(Set<Pass> wanted, TensorTarget target, LayerInfo layer) {
    try {
      target.check(List.copyOf(wanted), layer);
    } catch (IllegalArgumentException e) {
      throw wrong("--output: " + e.getMessage());
    }
    Map<Operand, TensorSource> sources = new EnumMap<>(Operand.class);
    for (Operand operand : Operand.values()) {
      String word = word(operand);
      boolean needed = wanted.stream().anyMatch(pass -> pass.operands(layer).contains(operand));
      if (needed != (word != null)) {
        throw wrong(misfit(operand, needed, layer));
      }
      if (needed) {
        sources.put(operand, source(operand, word));
      }
    }
    return sources;
  }

  private String misfit(Operand operand, boolean needed, LayerInfo layer) {
    String option = "--" + operand.word();
    String what = String.join(" and ", passes.stream().map(Pass::word).toList()) + " of " + layer.name();
    if (needed) {
      return option + " is missing: " + what + " needs " + operand.slot(layer).expected();
    }
    return option + ": " + (operand == Operand.BIAS && !layer.bias() ? layer.name() + " has no bias" : what + " does not read it");
  }

  private TensorSource source(Operand operand, String word) {
    try {
      return TensorSource.of(word, white);
    } catch (IllegalArgumentException e) {
      throw wrong("--" + operand.word() + ": " + e.getMessage());
    }
  }

  private static LayerRun layerRun(ConvLayer layer, Map<Operand, Tensor> operands) {
    try {
      return new LayerRun(layer, operands);
    } catch (IllegalArgumentException e) {
      throw new Refusal(e.getMessage());
    }
  }

  private void report(TensorTarget target, Map<Pass, Tensor> results, List<String> notes) {
    PrintWriter err = spec.commandLine().getErr();
    notes.forEach(note -> err.println("convc: " + note));
    err.flush();
    PrintWriter out = spec.commandLine().getOut();
    results.forEach((pass, result) -> out.println(target.file() + ": " + pass.result() + ", " + Summary.of(result)));
    out.flush();
  }

  private String word(Operand operand) {
    switch (operand) {
      case INPUT:
        return input;
      case WEIGHTS:
        return weights;
      case BIAS:
        return bias;
      default:
        return dy;
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
