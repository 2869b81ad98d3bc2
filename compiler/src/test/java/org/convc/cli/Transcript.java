package org.convc.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs commands one after the other, and prints each as a terminal would show it. */
final class Transcript {

  private Transcript() {}

  /**
   * @param commands such as {@code $ convc check a.conv}
   */
  public static void main(String[] commands) {
    Main.prepareProcess();
    for (String command : commands) {
      StringWriter terminal = new StringWriter();
      String[] arguments = command.substring("$ convc ".length()).split(" +");
      int exitCode =
          Main.commandLine()
              .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
              .setOut(new PrintWriter(terminal))
              .setErr(new PrintWriter(terminal))
              .execute(arguments);
      System.out.print(command + "\n" + terminal + (exitCode == 0 ? "" : "[" + exitCode + "]\n"));
    }
    System.out.flush();
  }
}
