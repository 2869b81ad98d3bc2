package org.convc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {

  @TempDir
  Path folder;

  @Test
  void bashCompletesCommandsOptionsAndWords() throws Exception {
    assumeTrue(isThere("bash"), "there is no bash");
    List<String> commands = completed("convc", "");
    assertTrue(commands.containsAll(List.of("check", "generate", "run", "toeplitz", "bench", "demo", "completion", "help")), commands.toString());
    assertEquals(List.of("run"), completed("convc", "ru"));
    List<String> options = completed("convc", "run", "--");
    assertTrue(options.containsAll(List.of("--input", "--weights", "--dy", "--pass", "--output", "--help")), options.toString());
    assertTrue(completed("convc", "run", "--pass", "").contains("backward-weights"), completed("convc", "run", "--pass", "").toString());
    assertEquals(List.of("bash", "zsh"), completed("convc", "completion", ""));
  }

  @Test
  void bothShellsReadTheSameScript() {
    assertEquals(Cli.run("completion", "bash"), Cli.run("completion", "zsh"));
    assertTrue(Cli.run("completion", "zsh").out().contains("bashcompinit"));
    assertEquals(2, Cli.run("completion", "fish").exitCode());
    assertEquals(2, Cli.run("completion", "BASH").exitCode());
  }

  /** What bash offers for the last word. */
  private List<String> completed(String... words) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("convc-completion"), Cli.run("completion", "bash").out());
    String ask = "source '" + script + "'; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _complete_convc; printf '%s\\n' \"${COMPREPLY[@]}\"";
    List<String> command = new ArrayList<>(List.of("bash", "-c", ask, "bash"));
    command.addAll(List.of(words));
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor(), answer);
    return answer.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
