package org.convc.cli;

import java.io.PrintWriter;
import org.convc.ConvException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code convc}. Exits with 0 where all went well, 1 where a file is at fault, and 2 where the command line is. */
@Command(
    name = "convc",
    description = "Compiles declared convolution layers into Java kernels.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CheckCommand.class, ExplainCommand.class, FormatCommand.class, CommandLine.HelpCommand.class})
public final class Main implements Runnable {

  @Spec
  private CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, with the streams of this process unless others are set. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (exception, commandLine, parsed) -> {
              if (exception instanceof ConvException mistakes) {
                PrintWriter err = commandLine.getErr();
                err.println(mistakes.getMessage());
                err.flush();
                return CommandLine.ExitCode.SOFTWARE;
              }
              throw exception;
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
