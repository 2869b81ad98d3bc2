package org.convc.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsCsvTest {

  @Test
  void rowsAreReadAsTheyWereWritten() {
    List<Result> rows = List.of(
        new Result("a", Pass.FORWARD, "convc", "nchw", "lanes, \"12\" sums", 1.5, 20, 1.25, 0.5),
        new Result("b,c", Pass.BACKWARD_WEIGHTS, "onednn", "any", "", 2, 10, 1, 0));
    List<String> lines = ResultsCsv.text(List.of("a machine"), rows).lines().toList();
    assertEquals("name,pass,peer,layout,strategy,ms,gflops,p10_ms,pack_ms", lines.get(1));
    assertEquals(rows, ResultsCsv.parse("out.csv", lines));
  }

  /** As they were written before packing was timed. */
  @Test
  void rowsWithoutPackingAreRead() {
    List<String> lines = List.of("name,pass,peer,layout,strategy,ms,gflops,p10_ms", "a,forward,p,any,,1,2,3");
    assertEquals(
        List.of(new Result("a", Pass.FORWARD, "p", "any", "", 1, 2, 3, 0)), ResultsCsv.parse("out.csv", lines));
  }

  @Test
  void otherLinesAreNamed() {
    UsageException e =
        assertThrows(UsageException.class, () -> ResultsCsv.parse("out.csv", List.of("# c", "a,forward,p")));
    assertEquals("out.csv:2: expected 9 fields, got 3", e.getMessage());
  }
}
