package org.convc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.convc.CompileOptions;
import org.convc.ConvModule;
import org.convc.ToeplitzMatrix;
import org.convc.build.AtomicFiles;
import org.convc.run.Operand;
import org.convc.run.TensorSource;
import org.convc.runtime.npy.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the linear part of a layer as a matrix. */
@Command(
    name = "toeplitz",
    description = {
      "Writes the linear part of a layer as a matrix A, with y = A x for one item, without bias and activation.",
      "",
      "Rows are the numbers of y and columns those of x, in the order of their arrays. At most 20 million entries are written.",
      ""
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  convc toeplitz vision.conv Edges --weights sobel.txt --output A.mtx",
      "  convc toeplitz vision.conv Edges --weights w.npy --output A.npy"
    })
final class ToeplitzCommand implements Callable<Integer> {

  @Mixin
  private LayerArguments layerArguments;

  @Option(
      names = "--weights",
      required = true,
      paramLabel = "SOURCE",
      description = "The weights: " + TensorSource.KINDS + ".")
  private String weights;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Where the matrix goes: FILE.npy with all elements, FILE.mtx (Matrix Market) or FILE.csv (row,column,value, from 0) "
          + "with those that are not zero by structure.")
  private Path output;

  @Mixin
  private CompilerOptions compilerOptions;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    MatrixFormat format = format();
    TensorSource source = source();
    ConvModule module = layerArguments.module(compilerOptions.over(CompileOptions.defaults()));
    ToeplitzMatrix matrix = matrix(module, format);
    Tensor values = source.read(Operand.WEIGHTS.slot(module.info(layerArguments.name())));
    AtomicFiles.write(output, out -> format.write(matrix, values, out));
    PrintWriter out = spec.commandLine().getOut();
    out.println(output + ": " + matrix.rows() + " x " + matrix.columns() + ", " + matrix.entries() + " entries");
    out.flush();
    return ExitCode.OK;
  }

  private ToeplitzMatrix matrix(ConvModule module, MatrixFormat format) {
    try {
      ToeplitzMatrix matrix = module.toeplitz(layerArguments.name());
      format.check(matrix);
      return matrix;
    } catch (IllegalArgumentException tooLarge) {
      throw new Refusal(tooLarge.getMessage());
    }
  }

  private MatrixFormat format() {
    return MatrixFormat.of(output)
        .orElseThrow(() -> new ParameterException(spec.commandLine(), "--output: " + output + " is none of FILE.npy, FILE.mtx or FILE.csv"));
  }

  private TensorSource source() {
    try {
      return TensorSource.of(weights, 1);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--weights: " + e.getMessage());
    }
  }
}
