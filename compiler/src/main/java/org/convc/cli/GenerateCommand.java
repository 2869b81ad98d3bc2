package org.convc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.convc.CompileOptions;
import org.convc.build.Generation;
import org.convc.build.OutputFolder;
import org.convc.build.OutputTree;
import org.convc.build.SourceTree;
import org.convc.build.SourceTree.SourceFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the Java sources that the Maven plugin writes. */
@Command(
    name = "generate",
    description = {
      "Writes a Java class for each layer: the source that the Maven plugin writes.",
      "",
      "The classes need convc-runtime and nothing else. All files are written, or none if one has a mistake. A source that already is "
          + "there is not touched, one that convc made is replaced, and any other file in the way is an error. Nothing is removed.",
      "",
      "The classes have kernels for plain arrays, and for vectors of the widths that --vectors or the file names. javac then needs "
          + "--add-modules jdk.incubator.vector.",
      ""
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  convc generate vision.conv --out src/gen/java",
      "  convc generate src/main/conv --out src/gen/java --vectors 128,256,512"
    })
final class GenerateCommand implements Callable<Integer> {

  @Mixin
  private ConvArguments arguments;

  @Option(names = {"-o", "--out"}, required = true, paramLabel = "DIR", description = "Where the sources go, in folders by package.")
  private Path directory;

  @Mixin
  private CompilerOptions compilerOptions;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (arguments.readStandardInput()) {
      throw new Refusal("generate reads files: sources name the file that they are made from");
    }
    Map<SourceFile, CompileOptions> files = arguments.files(compilerOptions);
    Generation generation = Generation.with(new SourceTree(List.copyOf(files.keySet())), files::get);
    PrintWriter err = spec.commandLine().getErr();
    generation.messages().forEach(message -> err.println(message.text()));
    if (generation.hasErrors()) {
      err.println("convc: " + generation.errorCount() + "; nothing was written");
      err.flush();
      return ExitCode.SOFTWARE;
    }
    OutputFolder.Result result = OutputTree.add(directory, generation.sources());
    PrintWriter out = spec.commandLine().getOut();
    out.println(directory + ": " + result.written() + " written, " + result.unchanged() + " unchanged");
    out.flush();
    err.flush();
    return ExitCode.OK;
  }
}
