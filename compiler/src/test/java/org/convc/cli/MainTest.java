package org.convc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.convc.ir.CompilerDefect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

  @TempDir
  Path folder;

  @Test
  void everyCommandHasHelpAndAVersion() {
    String all = Cli.run("help").out();
    for (String command : Main.commandLine().getSubcommands().keySet()) {
      assertTrue(all.contains("\n  " + command + " "), command);
      Cli help = Cli.run(command, "--help");
      assertEquals(0, help.exitCode(), command);
      assertTrue(help.out().contains("Usage: convc " + command + " "), help.out());
      assertTrue(help.out().lines().allMatch(line -> line.length() <= 80), help.out());
      if (!command.equals("help")) {
        assertTrue(Cli.run(command, "--version").out().startsWith("convc "), command);
      }
    }
    assertTrue(all.contains("Exit codes:"), all);
    assertEquals(all, Cli.run("--help").out());
  }

  @Test
  void wordsThatAlmostAreRightAreSuggested() {
    assertEquals(
        "convc: Unmatched argument at index 0: 'chekc'", Cli.run("chekc").err().lines().findFirst().orElseThrow());
    assertTrue(Cli.run("chekc").err().contains("Did you mean: convc check"), Cli.run("chekc").err());
    String option = Cli.run("check", "--hlep", "a.conv").err();
    assertTrue(option.contains("--hlep") && option.contains("--help"), option);
    assertEquals(2, Cli.run().exitCode());
    assertEquals(2, Cli.run("chekc").exitCode());
  }

  @Test
  void aFileMayBeginWithAnAt() {
    Cli run = Cli.run("check", "@none.conv");
    assertEquals(1, run.exitCode(), run.err());
    assertTrue((run.out() + run.err()).contains("@none.conv"), run.out() + run.err());
  }

  @Test
  void whatNeedsACheckoutSaysSo() {
    Cli bench = Cli.run("bench", "suite.csv", "--threads", "2");
    assertEquals(2, bench.exitCode());
    assertTrue(bench.err().startsWith("convc: bench needs a checkout of convc, where ./convc bench builds"), bench.err());
  }

  @Test
  void aDefectIsOneLineAndAReport() throws IOException {
    for (Throwable defect : new Throwable[] {
        new CompilerDefect("a pass went wrong", "for oc in 0..3"), new IllegalStateException("odd"), new StackOverflowError(),
        new NoClassDefFoundError("org/convc/Gone")}) {
      Path report = folder.resolve(defect.getClass().getSimpleName() + ".txt");
      Path file = Files.writeString(folder.resolve("a.conv"), "conv A");
      Cli run = failing(defect, report, file.toString());
      assertEquals(1, run.exitCode());
      assertEquals(1, run.err().lines().count(), run.err());
      assertTrue(run.err().startsWith("convc: defect in convc: "), run.err());
      assertTrue(run.err().endsWith(". Your files are not at fault. Please report this with " + report + "\n"), run.err());
      String text = Files.readString(report);
      assertTrue(text.contains("while running convc " + file), text);
      assertTrue(text.contains("=== " + file + "\nconv A\n"), text);
      assertTrue(text.contains("MainTest"), text);
      assertEquals(defect instanceof CompilerDefect, text.contains("for oc in 0..3"));
    }
    Cli unwritable = failing(new IllegalStateException("odd"), folder.resolve("a.conv/report.txt"), "x");
    assertEquals(1, unwritable.err().lines().count(), unwritable.err());
    assertTrue(unwritable.err().contains("no report could be written"), unwritable.err());
  }

  @Test
  void otherFailuresAreOneLine() {
    assertEquals("convc: x.npy: no such file\n", failing(new NoSuchFileException("x.npy"), folder, "x").err());
    assertEquals("convc: x.npy: disk full\n", failing(new FileSystemException("x.npy", null, "disk full"), folder, "x").err());
    assertEquals(
        "convc: x.npy: not allowed\n", failing(new UncheckedIOException(new AccessDeniedException("x.npy")), folder, "x").err());
    assertEquals(
        "convc: a/b: a link to a folder that it is in\n", failing(new FileSystemLoopException("a/b"), folder, "x").err());
    assertEquals("convc: broken pipe\n", failing(new IOException("broken pipe"), folder, "x").err());
    assertEquals(
        "convc: not enough memory: Java heap space; java -Xmx gives more\n", failing(new OutOfMemoryError("Java heap space"), folder, "x").err());
    assertEquals(1, failing(new OutOfMemoryError("Java heap space"), folder, "x").exitCode());
  }

  @Test
  void progressIsForTerminals() throws InterruptedException {
    StringWriter err = new StringWriter();
    try (Progress progress = new Progress(new PrintWriter(err), false, 1)) {
      progress.doing("nothing");
      Thread.sleep(20);
    }
    assertEquals("", err.toString());
    try (Progress progress = new Progress(new PrintWriter(err), true, 1)) {
      progress.doing("reading");
      while (!err.toString().contains("reading")) {
        Thread.sleep(1);
      }
    }
    assertTrue(err.toString().contains("\r\u001b[Kconvc: reading, 0 s"), err.toString());
    assertTrue(err.toString().endsWith("\r\u001b[K"), err.toString());
    assertFalse(err.toString().contains("\n"));
  }

  private record Failing(Throwable failure) implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }

  private static Cli failing(Throwable failure, Path report, String argument) {
    StringWriter err = new StringWriter();
    CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.wrapWithoutInspection(new Failing(failure));
    spec.addPositional(CommandLine.Model.PositionalParamSpec.builder().type(String.class).build());
    CommandLine commandLine = new Failures(report).install(new CommandLine(spec));
    int exitCode =
        commandLine
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setErr(new PrintWriter(err))
            .execute(argument);
    return new Cli(exitCode, "", err.toString());
  }
}
