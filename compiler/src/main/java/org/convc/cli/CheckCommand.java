package org.convc.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.ConvException;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is wrong with files, and compiles nothing. */
@Command(
    name = "check",
    description = "Tells what is wrong with .conv files.",
    footer = {"", "Exits with 1 where a file has errors, or warnings with -Werror. `convc explain CODE` explains a message."},
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";

  /** No kernels are made, so that it does not matter whether the vectors of this machine can be had. */
  private static final CompileOptions OPTIONS = CompileOptions.defaults().withoutVectors();

  /** How messages are written. Lower case, as the command line has it. */
  enum Format {
    text,
    json,
    sarif
  }

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files to check; - for the standard input.")
  private List<Path> files;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, json, or sarif (2.1.0); all go to the standard output. Default: text.")
  private Format format = Format.text;

  @Option(names = {"-Werror", "--warnings-as-errors"}, description = "Exit with 1 where there are warnings, too.")
  private boolean warningsAsErrors;

  @Mixin
  private ColourOption colours;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    List<Diagnostic> found = new ArrayList<>();
    files.forEach(file -> found.addAll(check(file)));
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

  private static List<Diagnostic> check(Path file) {
    try {
      if (!file.toString().equals(STANDARD_INPUT)) {
        return Convc.compile(file, OPTIONS).warnings();
      }
      Diagnostics text = SourceReader.read(System.in, "<stdin>");
      return text.hasErrors()
          ? text.sorted()
          : Convc.compile(text.source().name(), text.source().text(), OPTIONS).warnings();
    } catch (ConvException mistakes) {
      return mistakes.diagnostics();
    }
  }
}
