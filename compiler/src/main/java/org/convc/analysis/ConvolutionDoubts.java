package org.convc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.model.Axis;
import org.convc.syntax.Expression;
import org.convc.syntax.Value;

/** Input of a convolution that is never read, and windows that read none. */
final class ConvolutionDoubts {

  private final Doubts doubts;

  ConvolutionDoubts(Doubts doubts) {
    this.doubts = doubts;
  }

  void report() {
    skippedInput();
    inputAtTheEnd();
    windowsOfPadding();
    cropping();
  }

  /** A kernel of one tap takes a part of the input on purpose. */
  private void skippedInput() {
    if (!doubts.hasOneTap()) {
      doubts.warn(
          DiagnosticKind.INPUT_SKIPPED,
          PropertyWord.STRIDE,
          doubts.details((axis, coverage) -> Doubts.gaps(axis, coverage, "read")),
          doubts.helpAgainstGaps());
    }
  }

  private void inputAtTheEnd() {
    doubts.warn(
        DiagnosticKind.TRAILING_INPUT_UNREAD,
        PropertyWord.INPUT,
        doubts.details(ConvolutionDoubts::unread),
        "a padding of " + endPadding() + " at the end adds a window that reads it");
  }

  private static Optional<String> unread(Axis axis, Coverage coverage) {
    long unread = unreadAtEnd(axis, coverage);
    return unread > 0
        ? Optional.of(
            "%s: %s, %d %ss long at stride %d; the last %d of %d are left over"
                .formatted(
                    axis.name(),
                    Wording.count(axis.output(), "window"),
                    axis.extent(),
                    SpatialAxes.position(axis.name()),
                    axis.stride(),
                    unread,
                    axis.input()))
        : Optional.empty();
  }

  /** Positions at the end that nobody reads or crops, where they are many enough to matter. */
  private static long unreadAtEnd(Axis axis, Coverage coverage) {
    long unread = coverage.after() - Math.max(0, -axis.padAfter());
    return !coverage.hasGaps() && Doubts.matters(unread, axis) ? unread : 0;
  }

  /** What the axes need after the last element for one more window: {@code 2}, {@code 0 x 2}. */
  private String endPadding() {
    List<Axis> axes = doubts.layer().axes();
    List<Long> ends = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      Axis axis = axes.get(i);
      long next = (long) axis.output() * axis.stride() - axis.padBefore() + axis.extent() - axis.input();
      ends.add(unreadAtEnd(axis, doubts.coverage(i)) > 0 ? next : axis.padAfter());
    }
    return ends.stream().distinct().count() == 1 ? ends.get(0).toString() : Wording.sizes(ends);
  }

  private void windowsOfPadding() {
    doubts.warn(
        DiagnosticKind.WINDOW_OF_PADDING,
        PropertyWord.PAD,
        doubts.details(ConvolutionDoubts::outside),
        "`pad full` is the largest padding that leaves input in every window");
  }

  private static Optional<String> outside(Axis axis, Coverage coverage) {
    long before = coverage.windowsBefore();
    long after = coverage.windowsAfter();
    return before + after > 0
        ? Optional.of(
            "%s: %s of %d windows, %d %s long, lie in the padding of %d:%d"
                .formatted(
                    axis.name(),
                    Doubts.firstAndLast(before, after),
                    axis.output(),
                    axis.extent(),
                    axis.extent() == 1 ? "position" : "positions",
                    axis.padBefore(),
                    axis.padAfter()))
        : Optional.empty();
  }

  /** Cropping that is computed: a minus that someone wrote is meant. */
  private void cropping() {
    List<Value.Entry> entries = doubts.properties().value(PropertyWord.PAD).map(Value::entries).orElse(List.of());
    boolean written =
        entries.stream().anyMatch(e -> isNegation(e.begin()) || e.end().filter(ConvolutionDoubts::isNegation).isPresent());
    if (!written) {
      doubts.warn(
          DiagnosticKind.INPUT_CROPPED,
          PropertyWord.PAD,
          doubts.details((axis, coverage) -> cropped(axis)),
          "write the number with its minus where this is meant");
    }
  }

  private static boolean isNegation(Expression expression) {
    return expression instanceof Expression.Negation;
  }

  private static Optional<String> cropped(Axis axis) {
    long cropped = Math.max(0, -axis.padBefore()) + (long) Math.max(0, -axis.padAfter());
    return cropped > 0
        ? Optional.of(
            "%s: padding %d:%d crops %s"
                .formatted(
                    axis.name(),
                    axis.padBefore(),
                    axis.padAfter(),
                    Wording.count(cropped, SpatialAxes.position(axis.name()))))
        : Optional.empty();
  }
}
