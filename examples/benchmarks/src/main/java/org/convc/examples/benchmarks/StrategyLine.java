package org.convc.examples.benchmarks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds how a kernel works in the header of its generated class, where convc says it to every reader. */
final class StrategyLine {

  private StrategyLine() {}

  static String of(String source, Pass pass) {
    String method = switch (pass) {
      case FORWARD -> "forward";
      case BACKWARD_DATA -> "backwardData";
      case BACKWARD_WEIGHTS -> "backwardWeights";
    };
    Matcher line = Pattern.compile("(?m)^ \\* " + method + " {2,}(.+)$").matcher(source);
    return line.find() ? line.group(1).strip() : "";
  }
}
