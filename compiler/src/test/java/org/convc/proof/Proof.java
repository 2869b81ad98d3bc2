package org.convc.proof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * All figures at full size, with a table at the end. Not part of the ordinary build, which takes the name for no test:
 *
 * <pre>{@code
 * mvn -q -B -pl compiler -am test -Dtest=Proof -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>Full size takes hours. Options, each {@code -Dconvc.proof.NAME=VALUE}:
 *
 * <table>
 * <caption>Options</caption>
 * <tr><td>{@code scale}</td><td>part of the full number of cases, such as 0.01; at least what the ordinary build has</td></tr>
 * <tr><td>{@code layers}</td><td>the number of random layers of figure 1; the others shrink in proportion</td></tr>
 * <tr><td>{@code figures}</td><td>only these, such as 1,6,8</td></tr>
 * <tr><td>{@code seed}</td><td>of everything random</td></tr>
 * <tr><td>{@code bits}</td><td>vectors of 128, 256 or 512 bits; plain arrays unless told</td></tr>
 * <tr><td>{@code threads}</td><td>how many cases at once; all processors unless told</td></tr>
 * <tr><td>{@code first}, {@code count}</td><td>exactly these cases, as the line below a failure says</td></tr>
 * </table>
 */
class Proof {

  private static final long SEED = 20261121L;

  @Test
  void allFigures() {
    long seed = Long.getLong("convc.proof.seed", SEED);
    int threads = Integer.getInteger("convc.proof.threads", Runtime.getRuntime().availableProcessors());
    List<Measured> table = new ArrayList<>();
    for (Figure figure : chosen()) {
      long count = Long.getLong("convc.proof.count", Math.max(figure.ordinary(), (long) (figure.full() * scale())));
      long first = Long.getLong("convc.proof.first", 0);
      System.out.println("figure " + figure.number() + ": " + figure.what());
      Measured measured = Measured.of(figure, new Size(count, first, seed, threads));
      measured.finding().ifPresent(f -> f.failures().forEach(System.out::println));
      table.add(measured);
    }
    System.out.println(Measured.table(table));
    assertTrue(table.stream().allMatch(Measured::reached), "a figure is not reached");
  }

  private static double scale() {
    long layers = Long.getLong("convc.proof.layers", 0);
    return layers > 0
        ? (double) layers / new Figure01ReferenceLoop().full()
        : Double.parseDouble(System.getProperty("convc.proof.scale", "1"));
  }

  private static List<Figure> chosen() {
    String numbers = System.getProperty("convc.proof.figures", "");
    Set<String> wanted = Set.copyOf(Arrays.asList(numbers.split(",")));
    return Figures.ALL.stream().filter(f -> numbers.isEmpty() || wanted.contains(f.number())).toList();
  }
}
