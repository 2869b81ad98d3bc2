package org.convc.proof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every figure at a size that suits the ordinary build. {@link Proof} has the full one. */
class FiguresTest {

  private static final int THREADS = 2;

  @TestFactory
  Stream<DynamicTest> figures() {
    long seed = Long.getLong("convc.seed", 20261121L);
    return Figures.ALL.stream().map(f -> DynamicTest.dynamicTest("figure " + f.number() + ": " + f.what(), () -> check(f, seed)));
  }

  private static void check(Figure figure, long seed) {
    Measured measured = Measured.of(figure, new Size(figure.ordinary(), 0, seed, THREADS));
    System.out.println(measured.line());
    Assumptions.assumeTrue(measured.finding().isPresent(), measured.absence());
    assertTrue(measured.reached(), () -> String.join("\n", measured.finding().get().failures()));
  }
}
