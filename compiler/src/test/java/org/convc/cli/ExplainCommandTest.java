package org.convc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

  @TempDir
  Path folder;

  private String file;

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.writeString(
        folder.resolve("a.conv"), "conv A { input 1 x 8 x 8; filters 2; kernel 3; }\nconv B { input 2 x 6 x 6; filters 1; kernel 3; }\n").toString();
  }

  @Test
  void explainsAllLayersAsText() {
    Cli run = Cli.run("explain", file, "--vectors", "none");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("", run.err());
    assertTrue(run.out().contains("\nA, float convolution, line 1\n") && run.out().contains("\nB, float convolution, line 2\n"), run.out());
    assertTrue(run.out().contains("Kernels for plain arrays, JDK "), run.out());
  }

  @Test
  void explainsOneLayerInOtherFormats() {
    Cli json = Cli.run("explain", file, "B", "--vectors", "none", "--format", "json", "--ir", "--source");
    assertEquals(0, json.exitCode(), json.err());
    assertTrue(json.out().startsWith("{") && json.out().contains("\"name\" : \"B\"") && json.out().contains("\"pass\" : \"Definition\""), json.out());
    Cli twins = Cli.run("explain", file, "B", "--vectors", "128,256");
    assertTrue(twins.out().contains("Kernels for vectors of 128 bits, any JDK"), twins.out());
  }

  @Test
  void writesThePage() throws IOException {
    Path page = folder.resolve("a.html");
    Cli run = Cli.run("explain", file, "--vectors", "none", "--format", "html", "--output", page.toString());
    assertEquals(new Cli(0, "", ""), run);
    assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of("a.conv", "a.html"), left.map(p -> p.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void explainsAMessage() {
    Cli run = Cli.run("explain", "CONV108");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("# CONV108: groups must divide"), run.out());
    assertEquals(run.out(), Cli.run("explain", "conv108").out());
    Cli unknown = Cli.run("explain", "CONV999");
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.err().startsWith("convc: no message has the code CONV999"), unknown.err());
    assertEquals(2, Cli.run("explain", "CONV108", "--format", "json").exitCode());
    String formats = Cli.run("explain", file, "--format", "JSON").err();
    assertTrue(formats.contains("expected one of [text, json, html] (case-sensitive) but was 'JSON'"), formats);
  }

  @Test
  void mistakesAreToldInALine() {
    Cli layer = Cli.run("explain", file, "C");
    assertEquals(2, layer.exitCode());
    assertTrue(layer.err().startsWith("convc: no layer C in " + file + "; there are A, B"), layer.err());
    Cli vectors = Cli.run("explain", file, "--vectors", "100");
    assertEquals(2, vectors.exitCode());
    assertTrue(vectors.err().startsWith("convc: ") && vectors.err().contains("100"), vectors.err());
    Cli output = Cli.run("explain", file, "--vectors", "none", "--output", Path.of(file).resolve("a.txt").toString());
    assertEquals(1, output.exitCode());
    assertTrue(output.err().startsWith("convc: ") && output.err().contains("a.conv"), output.err());
    Cli missing = Cli.run("explain", folder.resolve("b.conv").toString());
    assertEquals(1, missing.exitCode());
    assertTrue(missing.err().contains("b.conv"), missing.err());
    assertEquals(2, Cli.run("explain").exitCode());
  }
}
