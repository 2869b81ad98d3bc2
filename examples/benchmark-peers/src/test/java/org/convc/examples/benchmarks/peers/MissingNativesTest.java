package org.convc.examples.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.convc.examples.benchmarks.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingNativesTest {

  @TempDir
  private Path directory;

  /** On a machine that no library knows, each native peer gets one line, and the others run. */
  @Test
  void othersRunWithoutThem() throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dorg.bytedeco.javacpp.platform=plan9-vax",
            "-Dos.arch=vax",
            "-cp", System.getProperty("java.class.path"),
            Main.class.getName(),
            "--layers", "digits5", "--passes", "forward", "--peers", "onednn,onednn-plain,onnxruntime,naive",
            "--rounds", "1", "--seconds", "0.01", "--warm-up", "0.01")
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    int status = process.waitFor();
    List<String> lines = Files.readAllLines(output);
    String all = String.join("\n", lines);
    assertEquals(0, status, all);
    for (String peer : List.of("onednn", "onednn-plain", "onnxruntime")) {
      assertEquals(1, lines.stream().filter(l -> l.startsWith("  " + peer + ": no native library")).count(), all);
    }
    assertTrue(lines.stream().anyMatch(l -> l.startsWith("  naive ") && l.contains("GFLOP/s")), all);
  }
}
