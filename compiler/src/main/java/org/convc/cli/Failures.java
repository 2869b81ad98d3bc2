package org.convc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.convc.ConvException;
import org.convc.build.DefectReport;
import org.convc.build.FileFailures;
import org.convc.build.GenerationDefect;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What becomes of mistakes: one line each on the standard error, or what the compiler says of a file, and never a stack trace. A defect of
 * convc leaves a report in the working directory.
 */
final class Failures {

  private final Path report;

  /**
   * @param report where a defect is described
   */
  Failures(Path report) {
    this.report = report;
  }

  /** Makes a command line answer so. */
  CommandLine install(CommandLine commandLine) {
    return commandLine
        .setParameterExceptionHandler((mistake, arguments) -> wrongCommandLine(mistake))
        .setExecutionExceptionHandler(this::failed)
        .setExecutionStrategy(this::execute);
  }

  /** Errors of the virtual machine pass by the handler of exceptions. */
  private int execute(ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError error) {
      List<CommandLine> commands = parsed.asCommandLineList();
      return failed(error, commands.get(commands.size() - 1), parsed);
    }
  }

  /** The hints of picocli are for words that almost are options or commands. */
  private static int wrongCommandLine(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText("convc: " + mistake.getMessage()));
    UnmatchedArgumentException.printSuggestions(mistake, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for more.");
    err.flush();
    return ExitCode.USAGE;
  }

  private int failed(Throwable failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof ConvException mistakes) {
      err.println(mistakes.getMessage());
    } else if (failure instanceof IOException io) {
      err.println(line(command, FileFailures.message(io)));
    } else if (failure instanceof UncheckedIOException io) {
      err.println(line(command, FileFailures.message(io.getCause())));
    } else if (failure instanceof Refusal) {
      err.println(line(command, failure.getMessage()));
    } else if (failure instanceof OutOfMemoryError memory) {
      err.println(line(command, "not enough memory: " + memory.getMessage() + "; java -Xmx gives more"));
    } else {
      err.println(line(command, defect(failure, parsed)));
    }
    err.flush();
    return ExitCode.SOFTWARE;
  }

  private static String line(CommandLine command, String message) {
    return command.getColorScheme().errorText("convc: " + message).toString();
  }

  private String defect(Throwable failure, ParseResult parsed) {
    boolean ofOneFile = failure instanceof GenerationDefect;
    String message = (ofOneFile ? failure.getMessage() : DefectReport.message(failure)) + ". Your files are not at fault. Please report this";
    try {
      if (failure instanceof GenerationDefect defect) {
        defect.writeReport(report);
      } else {
        DefectReport.write(report, failure, "while running convc " + String.join(" ", parsed.originalArgs()), files(parsed));
      }
      return message + " with " + report;
    } catch (IOException e) {
      return message + "; no report could be written: " + FileFailures.message(e);
    }
  }

  /** The {@code .conv} files among the arguments. */
  private static List<Path> files(ParseResult parsed) {
    return parsed.originalArgs().stream().filter(word -> word.endsWith(".conv")).map(Path::of).toList();
  }
}
