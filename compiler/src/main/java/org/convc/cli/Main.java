package org.convc.cli;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code convc}. {@link Failures} has what becomes of mistakes. */
@Command(
    name = "convc",
    description = "Compiles declared convolution layers into Java kernels.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CheckCommand.class,
      ExplainCommand.class,
      FormatCommand.class,
      GenerateCommand.class,
      RunCommand.class,
      ToeplitzCommand.class,
      CheckoutCommand.Bench.class,
      CheckoutCommand.Demo.class,
      CompletionCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:a file is at fault, or convc itself",
      "2:the command line is at fault"
    },
    footer = {"", "convc help COMMAND, or convc COMMAND --help, has the options of a command and examples."})
public final class Main implements Runnable {

  /** Its advice on how to start Java is for programs; kept here, as loggers that nobody holds forget their level. */
  private static final Logger LOGGER = Logger.getLogger("org.convc");

  @Spec
  private CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    prepareProcess();
    System.exit(commandLine().execute(arguments));
  }

  /** Sets what concerns the whole process, before anything else is done. */
  static void prepareProcess() {
    LOGGER.setLevel(Level.WARNING);
    // Pictures are read and written, but no window is ever opened.
    System.setProperty("java.awt.headless", "true");
  }

  /** The command line, with the streams of this process unless others are set. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.getSubcommands().values().forEach(command -> command.getCommandSpec().versionProvider(new VersionOption()));
    return new Failures(Path.of("convc-defect.txt"))
        .install(commandLine)
        // A name of a file may begin with @.
        .setExpandAtFiles(false)
        .setUsageHelpAutoWidth(true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
