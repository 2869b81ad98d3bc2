package org.convc.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  private static final String SUITE =
      String.join(
          "\n",
          "# name,kind,mb,g,ic,oc,ih,iw,kh,kw,sh,sw,dh,dw,ph,pw,oph,opw",
          "strided,conv,2,1,3,17,9,7,3,3,2,1,1,1,1,0,0,0",
          "depthwise,conv,1,5,5,5,8,9,3,3,1,1,1,1,1,1,0,0",
          "up,deconv,1,1,18,4,5,6,4,4,2,2,1,1,1,1,0,0",
          "signal,conv,1,1,2,3,1,40,1,5,1,1,1,2,0,4,0,0",
          "");

  @TempDir
  private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** The command compares the results of all peers with sums in double before it times them, and says so where one is wrong. */
  @Test
  void kernelsAndLoopsAgreeAndAreTimed() throws IOException {
    Path suite = Files.writeString(directory.resolve("suite.csv"), SUITE);
    Path csv = directory.resolve("out.csv");
    int status =
        run(suite.toString(), "--csv", csv.toString(), "--peers", "convc,convc-plain,naive", "--rounds", "1", "--seconds", "0.01",
            "--warm-up", "0.01");
    assertEquals(0, status, err::toString);
    List<String> rows = Files.readAllLines(csv).stream().filter(l -> !l.startsWith("#")).toList();
    assertTrue(rows.get(0).startsWith("name,pass,peer,layout,strategy,ms,gflops"), rows.get(0));
    assertEquals(1 + 4 * 3 * 3, rows.size(), () -> out + "\n" + String.join("\n", rows));
    assertFalse(out.toString().toLowerCase().contains("wrong"), out::toString);
  }

  @Test
  void reportsHowLongKernelsTakeToGetUpToSpeed() throws IOException {
    Path suite = Files.writeString(directory.resolve("suite.csv"), SUITE);
    Path csv = directory.resolve("warm-up.csv");
    int status = run(suite.toString(), "--warm-up-report", "--csv", csv.toString(), "--layers", "strided", "--peers",
        "convc", "--warm-up", "0.01");
    assertEquals(0, status, err::toString);
    List<String> rows = Files.readAllLines(csv).stream().filter(l -> !l.startsWith("#")).toList();
    assertEquals("name,call,peer,seconds,calls,first_ms,last_ms,settled", rows.get(0));
    assertEquals(1 + 5, rows.size(), () -> String.join("\n", rows));
    assertTrue(out.toString().contains("strided convc "), out::toString);
    assertMistake("--warm-up-report", "--peers", "naive");
  }

  @Test
  void mistakesGetOneLineAndStatusTwo() throws IOException {
    assertMistake("no-such-file.csv");
    assertMistake("--rounds", "none");
    assertMistake("--no-such-option");
    assertMistake(Files.writeString(directory.resolve("short.csv"), "a,conv,1,1\n").toString());
    assertMistake(Files.writeString(directory.resolve("zero.csv"), SUITE.replace("strided,conv,2", "strided,conv,0")).toString());
  }

  private void assertMistake(String... words) {
    err.reset();
    assertEquals(2, run(words), () -> String.join(" ", words) + "\n" + err);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().startsWith("convc bench: "), err::toString);
  }

  private int run(String... words) {
    return Main.run(new PrintStream(out, true), new PrintStream(err, true), List.of(words));
  }
}
