package org.convc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

  @TempDir
  Path folder;

  @Test
  void saysNothingOfARightFile() throws IOException {
    Cli run = Cli.run("check", file("a.conv", "conv A { input 1 x 8 x 8; filters 2; kernel 3; }"));
    assertEquals(new Cli(0, "", ""), run);
  }

  @Test
  void showsTheMistakesOfAllFiles() throws IOException {
    String first = file("a.conv", "conv A { input 1 x 8 x 8; filters 0; kernel 3; }");
    String second = file("b.conv", "conv B { input 1 x 8 x 8; filters 2; kernel 9; }");
    Cli run = Cli.run("check", first, second);
    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("a.conv:1:35: error[CONV090]: "), run.out());
    assertTrue(run.out().contains("b.conv:1:45: error[CONV110]: "), run.out());
  }

  @Test
  void needsAFile() {
    Cli run = Cli.run("check");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("FILE"), run.err());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
