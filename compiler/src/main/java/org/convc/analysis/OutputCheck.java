package org.convc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Span;

/** Compares, axis by axis, the output that a transposed layer asks for with the one that its paddings give. */
final class OutputCheck {

  private final OutputRequest request;

  /** Whether the layer gives output_pad and padding besides the output, so that nothing is left to choose. */
  private final boolean allGiven;

  private final List<String> unreachable = new ArrayList<>();
  private final List<String> help = new ArrayList<>();

  OutputCheck(OutputRequest request) {
    this.request = request;
    this.allGiven = request.outputPad().isPresent() && !request.splitsToOutput();
  }

  /** Looks at one axis, for which {@code found} is the best that could be done. */
  void check(Window window, TransposedPadding found, int axis) {
    if (request.output().isEmpty() || reaches(window, found, request.output().get().get(axis))) {
      return;
    }
    long wanted = request.output().get().get(axis);
    long most = TransposedPadding.maximalOutputPad(window);
    TransposedPadding base = new TransposedPadding(found.padding(), allGiven ? found.outputPad() : 0);
    long output = base.output(window);
    unreachable.add(
        "%s: %s = %d; output %d needs output_pad %d, and %s"
            .formatted(
                window.axis(),
                base.arithmetic(window),
                output,
                wanted,
                base.outputPad() + wanted - output,
                possibleOutputPads(found, most)));
    long smallest = request.splitsToOutput() ? 1 : Math.max(1, output);
    long largest = allGiven ? output : output + most;
    if (smallest <= largest && largest <= Integer.MAX_VALUE) {
      help.add(range(smallest, largest) + " along " + window.axis());
    }
  }

  private static boolean reaches(Window window, TransposedPadding found, long wanted) {
    return found.output(window) == wanted
        && found.outputPad() >= 0
        && found.outputPad() <= TransposedPadding.maximalOutputPad(window);
  }

  private String possibleOutputPads(TransposedPadding found, long most) {
    if (allGiven) {
      return "output_pad is " + found.outputPad();
    }
    return most == 0 ? "only 0 is possible" : "only 0 to " + most + " are possible";
  }

  private static String range(long smallest, long largest) {
    if (smallest == largest) {
      return "output " + largest;
    }
    return smallest == 1
        ? "an output of at most " + largest
        : "an output from " + smallest + " to " + largest;
  }

  /**
   * Whether all axes have the output that the layer asks for; reports where not.
   *
   * @param span place of the output
   */
  boolean passes(Span span, Diagnostics diagnostics) {
    if (!unreachable.isEmpty()) {
      boolean complete = help.size() == unreachable.size();
      diagnostics.report(
          DiagnosticKind.OUTPUT_UNREACHABLE,
          span,
          unreachable,
          complete ? Optional.of(String.join(", ", help)) : Optional.empty());
    }
    return unreachable.isEmpty();
  }
}
