package org.convc.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void aLineALayerWithTheRatioWhereOneDnnTookPart() {
    List<Result> results = List.of(
        row("first", Pass.FORWARD, "convc", 150),
        row("first", Pass.FORWARD, "onednn", 100),
        row("first", Pass.BACKWARD_DATA, "convc", 80),
        row("second", Pass.FORWARD, "onednn", 90));

    assertEquals(
        """
        | layer | forward | backward-data |
        |---|---|---|
        | first | 150 (1.50) | 80 |
        | second |  |  |
        """,
        Table.markdown(results));
  }

  private static Result row(String layer, Pass pass, String peer, double gflops) {
    return new Result(layer, pass, peer, "plain", "a strategy", 1, gflops, 1, 0);
  }
}
