package org.convc;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.convc.schedule.Choice;
import org.convc.schedule.Scheduled;

/**
 * How one kernel of a layer is computed, and how else it might have been.
 *
 * @param kernel as generated classes name it: {@code backwardData}
 * @param strategy what the head of the generated class says of it
 * @param key names the strategy with all its parameters: {@code channel-lanes/8/2/12}
 * @param cycles what it is predicted to cost for one batch item, in cycles: good for comparing strategies, not for predicting times; empty for
 *     the gradient of the bias, where there is nothing to compare
 * @param origin what chose it
 * @param general whether it is the general kernel, which works for everything and is fast for nothing
 * @param alternatives the strategies that were not chosen, the cheapest first, those that do not suit last
 * @param scratchBytes memory of the workspace that it uses
 * @param packedBytes memory that its packed weights take
 * @param methods what runs for it, by name; kernels may share methods
 * @param methodLimit the most bytes of bytecode that a method may have; HotSpot never compiles one of more than 8,000
 * @param scheduled the kernel itself: its definition, and what each pass made of it
 */
public record KernelPlan(
    String kernel,
    String strategy,
    String key,
    Optional<Double> cycles,
    Choice.Origin origin,
    boolean general,
    List<Alternative> alternatives,
    long scratchBytes,
    long packedBytes,
    List<Method> methods,
    int methodLimit,
    Scheduled scheduled) {

  public KernelPlan {
    alternatives = List.copyOf(alternatives);
    methods = List.copyOf(methods);
  }

  /**
   * A strategy that was not chosen.
   *
   * @param suits whether it could compute the kernel
   * @param cycles predicted for one batch item; 0 where it does not suit
   * @param reason why it was not chosen
   */
  public record Alternative(String key, boolean suits, double cycles, String reason) {}

  /**
   * A generated method.
   *
   * @param bytes of bytecode; {@link #UNKNOWN} where kernels with vectors were planned by a program that runs without their module, and so
   *     could not be compiled
   */
  public record Method(String name, int bytes) {

    public static final int UNKNOWN = 0;
  }

  /** The method that is closest to the limit. */
  public Method largestMethod() {
    return methods.stream().max(Comparator.comparingInt(Method::bytes)).orElseThrow();
  }

  private String largest() {
    Method largest = largestMethod();
    return largest.bytes() == Method.UNKNOWN
        ? methods.size() + " methods of unknown size"
        : String.format(Locale.ROOT, "largest method %s of %,d bytes (limit %,d)", largest.name(), largest.bytes(), methodLimit);
  }

  /** Some indented lines. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    add(text, "%s: %s", kernel, strategy);
    String cost = cycles.map(predicted -> ", " + cycles(predicted) + " a batch item").orElse("");
    add(text, "  %s %s%s%s", key, origin, cost, general ? "; the general kernel" : "");
    add(text, "  scratch %,d bytes, packed weights %,d bytes, %s", scratchBytes, packedBytes, largest());
    int width = alternatives.stream().mapToInt(a -> a.key().length()).max().orElse(0);
    if (width > 0) {
      add(text, "  not chosen");
    }
    for (Alternative a : alternatives) {
      String reason = a.suits() ? cycles(a.cycles()) + ", " + a.reason() : "does not suit: " + a.reason();
      add(text, "    %s  %s", a.key() + " ".repeat(width - a.key().length()), reason);
    }
    return text.toString();
  }

  private static String cycles(double cycles) {
    return String.format(Locale.ROOT, "%,d cycles", Math.round(cycles));
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append("  ").append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
