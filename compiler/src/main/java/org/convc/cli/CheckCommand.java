package org.convc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.ConvException;
import org.convc.build.SourceTree.SourceFile;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.convc.emit.ConvcVersion;
import org.convc.parser.SourceReader;
import org.convc.report.JsonReport;
import org.convc.report.SarifReport;
import org.convc.report.Tally;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what is wrong with files, and writes nothing. */
@Command(
    name = "check",
    description = {
      "Tells what is wrong with .conv files, each by itself. - is the standard input.",
      ""
    },
    footer = {"", "Exits with 1 where a file has errors, or warnings with -Werror. `convc explain CODE` explains a message."},
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  /** How messages are written. Lower case, as the command line has it. */
  enum Format {
    text,
    json,
    sarif
  }

  @Mixin
  private ConvArguments arguments;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, json, or sarif (2.1.0); all go to the standard output. Default: text.")
  private Format format = Format.text;

  @Option(names = {"-Werror", "--warnings-as-errors"}, description = "Exit with 1 where there are warnings, too.")
  private boolean warningsAsErrors;

  @Mixin
  private ColourOption colours;

  @Mixin
  private CompilerOptions compilerOptions;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Diagnostic> found = check();
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case json -> out.print(JsonReport.of(found, ConvcVersion.VERSION));
      case sarif -> out.print(SarifReport.of(found, ConvcVersion.VERSION));
      default -> found.forEach(message -> out.println(DiagnosticRenderer.render(message, colours.palette())));
    }
    out.flush();
    Tally tally = Tally.of(found);
    if (!found.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(tally);
      err.flush();
    }
    return tally.errors() > 0 || warningsAsErrors && tally.warnings() > 0 ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  /** Each message once, as several files may import one that has something to say. */
  private List<Diagnostic> check() throws IOException {
    Map<String, Diagnostic> found = new LinkedHashMap<>();
    try {
      for (Map.Entry<SourceFile, CompileOptions> file : arguments.files(compilerOptions).entrySet()) {
        check(file.getKey().path(), file.getValue()).forEach(message -> found.putIfAbsent(DiagnosticRenderer.render(message), message));
      }
    } catch (ConvException measuredStrategies) {
      return measuredStrategies.diagnostics();
    }
    return List.copyOf(found.values());
  }

  private static List<Diagnostic> check(Path file, CompileOptions options) {
    try {
      if (!file.equals(ConvArguments.STANDARD_INPUT)) {
        return Convc.compile(file, options).warnings();
      }
      Diagnostics text = SourceReader.read(System.in, "<stdin>");
      return text.hasErrors()
          ? text.sorted()
          : Convc.compile(text.source().name(), text.source().text(), options).warnings();
    } catch (ConvException mistakes) {
      return mistakes.diagnostics();
    }
  }
}
