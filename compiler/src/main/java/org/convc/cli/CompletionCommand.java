package org.convc.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell has to read to complete the words of this command. */
@Command(
    name = "completion",
    description = {
      "Prints a script that lets a shell complete commands, options and files.",
      "",
      "  bash:  source <(convc completion bash)",
      "  zsh:   source <(convc completion zsh)",
      "",
      "in ~/.bashrc or ~/.zshrc makes it stay.",
      ""
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

  /** The script for bash tells zsh to understand it. Lower case, as the command line has it. */
  enum Shell {
    bash,
    zsh
  }

  @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine convc = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    out.print(AutoComplete.bash(convc.getCommandName(), convc));
    out.flush();
    return ExitCode.OK;
  }
}
