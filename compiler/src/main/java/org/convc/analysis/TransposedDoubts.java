package org.convc.analysis;

import java.util.Optional;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.model.Axis;

/** Output of a transposed convolution that no input reaches, and input that reaches none. */
final class TransposedDoubts {

  private final Doubts doubts;

  TransposedDoubts(Doubts doubts) {
    this.doubts = doubts;
  }

  void report() {
    doubts.warn(
        DiagnosticKind.OUTPUT_GAPS,
        PropertyWord.STRIDE,
        doubts.details((axis, coverage) -> Doubts.gaps(axis, coverage, "write")),
        doubts.helpAgainstGaps());
    doubts.warn(
        DiagnosticKind.OUTPUT_NOT_REACHED,
        sizing(),
        doubts.details(TransposedDoubts::unreached),
        "these elements hold nothing but the bias");
    doubts.warn(
        DiagnosticKind.INPUT_WITHOUT_EFFECT,
        PropertyWord.PAD,
        doubts.details(TransposedDoubts::cropped),
        "`pad full` is the largest padding that leaves every input some output");
  }

  /** The property that decides where the output ends. */
  private PropertyWord sizing() {
    if (doubts.properties().has(PropertyWord.OUTPUT_PAD)) {
      return PropertyWord.OUTPUT_PAD;
    }
    return doubts.properties().has(PropertyWord.OUTPUT) ? PropertyWord.OUTPUT : PropertyWord.PAD;
  }

  private static Optional<String> unreached(Axis axis, Coverage coverage) {
    long beyond = coverage.before() + coverage.after();
    return !coverage.hasGaps() && beyond > 0
        ? Optional.of(
            "%s: padding %d:%d and output_pad %d leave %s of %d to no input"
                .formatted(
                    axis.name(),
                    axis.padBefore(),
                    axis.padAfter(),
                    axis.outputPad(),
                    Wording.count(beyond, SpatialAxes.position(axis.name())),
                    axis.output()))
        : Optional.empty();
  }

  private static Optional<String> cropped(Axis axis, Coverage coverage) {
    long before = coverage.windowsBefore();
    long after = coverage.windowsAfter();
    return Doubts.matters(before + after, axis)
        ? Optional.of(
            "%s: %s of %d %ss of the input write %d each, all in the padding of %d:%d"
                .formatted(
                    axis.name(),
                    Doubts.firstAndLast(before, after),
                    axis.input(),
                    SpatialAxes.position(axis.name()),
                    axis.extent(),
                    axis.padBefore(),
                    axis.padAfter()))
        : Optional.empty();
  }
}
