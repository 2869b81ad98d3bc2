package org.convc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.diagnostic.Span;
import org.convc.model.Axis;
import org.convc.model.Layer;

/**
 * What the rules need that look for what is legal and probably not meant: the layer, where it says what, and where to report it.
 *
 * @param places of the properties' values, or what stands for them
 */
record Doubts(Layer layer, PropertyTable properties, Function<PropertyWord, Span> places, Diagnostics diagnostics) {

  /** A line for each axis that {@code line} has something to say about. */
  List<String> details(BiFunction<Axis, Coverage, Optional<String>> line) {
    List<String> details = new ArrayList<>();
    for (int i = 0; i < layer.rank(); i++) {
      line.apply(layer.axes().get(i), coverage(i)).ifPresent(details::add);
    }
    return details;
  }

  Coverage coverage(int axis) {
    return new Coverage(layer.relation().axes().get(axis));
  }

  /** Reports a warning where there are details to give. */
  void warn(DiagnosticKind kind, PropertyWord place, List<String> details, String help) {
    if (!details.isEmpty()) {
      diagnostics.report(kind, places.apply(place), new Remarks(details, Optional.of(help)));
    }
  }

  boolean hasOneTap() {
    return layer.axes().stream().allMatch(a -> a.kernel() == 1);
  }

  /** The windows of an axis with gaps between what they reach, as a line; {@code verb} says what windows do. */
  static Optional<String> gaps(Axis axis, Coverage coverage, String verb) {
    return coverage.hasGaps()
        ? Optional.of(
            "%s: kernel %d, stride %d, dilation %d %s %d of every %d %ss"
                .formatted(
                    axis.name(),
                    axis.kernel(),
                    axis.stride(),
                    axis.dilation(),
                    verb,
                    coverage.reachedPerStride(),
                    axis.stride(),
                    SpatialAxes.position(axis.name())))
        : Optional.empty();
  }

  /** How to avoid them. */
  String helpAgainstGaps() {
    boolean dilated = layer.axes().stream().anyMatch(a -> a.dilation() > 1);
    return "a stride of at most the kernel" + (dilated ? ", without a common factor with the dilation," : "") + " leaves out none";
  }

  /** {@code the first 2 and the last 1}. */
  static String firstAndLast(long first, long last) {
    String atBegin = first > 0 ? "the first " + first : "";
    String atEnd = last > 0 ? "the last " + last : "";
    return atBegin + (atBegin.isEmpty() || atEnd.isEmpty() ? "" : " and ") + atEnd;
  }

  /** Whether so many positions of an input matter: SSD leaves over one row of nine on purpose, so that it begins at one of eight. */
  static boolean matters(long positions, Axis axis) {
    return positions > 0 && positions * 8 >= axis.input();
  }
}
