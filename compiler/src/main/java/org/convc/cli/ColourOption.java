package org.convc.cli;

import org.convc.diagnostic.Palette;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --color}, for commands that show messages. Usage help follows it. */
final class ColourOption {

  /** When to use colours. Lower case, as the command line has it. */
  enum When {
    auto,
    always,
    never
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto (on a terminal, unless NO_COLOR is set), always or never. Default: auto.")
  private void set(When when) {
    if (when != When.auto) {
      Ansi ansi = when == When.always ? Ansi.ON : Ansi.OFF;
      command.root().commandLine().setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    }
  }

  /** What messages are painted with. */
  Palette palette() {
    return command.commandLine().getColorScheme().ansi().enabled() ? Palette.ANSI : Palette.NONE;
  }
}
