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
import org.convc.runtime.LayerKind;
import org.convc.syntax.Expression;
import org.convc.syntax.Value;

/**
 * Warns of what is legal in a layer and probably not meant. What people do on purpose passes in silence: a kernel of one tap with a stride,
 * which takes every other element; the row that a stride leaves over at the end of a long input; cropping that is written with a minus.
 */
final class LayerDoubts {

  /** Input left over at the end counts where it is at least this part of an axis: SSD leaves one row of nine. */
  private static final int SMALLEST_PART = 8;

  private final Layer layer;
  private final PropertyTable properties;
  private final Function<PropertyWord, Span> places;
  private final Diagnostics diagnostics;
  private final boolean convolution;

  /**
   * @param places of the properties' values, or what stands for them
   */
  LayerDoubts(Layer layer, PropertyTable properties, Function<PropertyWord, Span> places, Diagnostics diagnostics) {
    this.layer = layer;
    this.properties = properties;
    this.places = places;
    this.diagnostics = diagnostics;
    this.convolution = layer.kind() == LayerKind.CONVOLUTION;
  }

  void report() {
    gaps();
    ends();
    windowsOfPadding();
    cropping();
    dilation();
    groups();
  }

  private void gaps() {
    if (convolution && hasOneTap()) {
      return;
    }
    List<String> details =
        details(
            (axis, coverage) ->
                coverage.hasGaps()
                    ? Optional.of(
                        "%s: kernel %d, stride %d, dilation %d %s %d of every %d %ss"
                            .formatted(
                                axis.name(),
                                axis.kernel(),
                                axis.stride(),
                                axis.dilation(),
                                convolution ? "read" : "write",
                                coverage.reachedPerStride(),
                                axis.stride(),
                                SpatialAxes.position(axis.name())))
                    : Optional.empty());
    boolean dilated = layer.axes().stream().anyMatch(a -> a.dilation() > 1);
    String help =
        "a stride of at most the kernel" + (dilated ? ", without a common factor with the dilation," : "") + " leaves out none";
    warn(convolution ? DiagnosticKind.INPUT_SKIPPED : DiagnosticKind.OUTPUT_GAPS, PropertyWord.STRIDE, details, help);
  }

  private void ends() {
    if (convolution) {
      String help = "a padding of " + endPadding() + " at the end adds a window that reads it";
      warn(DiagnosticKind.TRAILING_INPUT_UNREAD, PropertyWord.INPUT, details(this::unread), help);
    } else {
      PropertyWord word = properties.has(PropertyWord.OUTPUT_PAD) ? PropertyWord.OUTPUT_PAD : PropertyWord.OUTPUT;
      PropertyWord place = properties.has(word) ? word : PropertyWord.PAD;
      warn(DiagnosticKind.OUTPUT_NOT_REACHED, place, details(this::unreached), "these elements hold nothing but the bias");
    }
  }

  private Optional<String> unread(Axis axis, Coverage coverage) {
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
    return !coverage.hasGaps() && unread * SMALLEST_PART >= axis.input() ? unread : 0;
  }

  /** What the axes need after the last element for one more window: {@code 2}, {@code 0 x 2}. */
  private String endPadding() {
    List<Long> ends = new ArrayList<>();
    for (int i = 0; i < layer.rank(); i++) {
      Axis axis = layer.axes().get(i);
      long next = (long) axis.output() * axis.stride() - axis.padBefore() + axis.extent() - axis.input();
      ends.add(unreadAtEnd(axis, coverage(i)) > 0 ? next : axis.padAfter());
    }
    return ends.stream().distinct().count() == 1 ? ends.get(0).toString() : Wording.sizes(ends);
  }

  private Optional<String> unreached(Axis axis, Coverage coverage) {
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

  private void windowsOfPadding() {
    warn(
        convolution ? DiagnosticKind.WINDOW_OF_PADDING : DiagnosticKind.INPUT_WITHOUT_EFFECT,
        PropertyWord.PAD,
        details(this::outside),
        convolution
            ? "`pad full` is the largest padding that leaves input in every window"
            : "`pad full` is the largest padding that leaves every input some output");
  }

  private Optional<String> outside(Axis axis, Coverage coverage) {
    long before = coverage.windowsBefore();
    long after = coverage.windowsAfter();
    if (before + after == 0) {
      return Optional.empty();
    }
    String first = before > 0 ? "the first " + before : "";
    String last = after > 0 ? "the last " + after : "";
    String those = first + (first.isEmpty() || last.isEmpty() ? "" : " and ") + last;
    return Optional.of(
        (convolution
                ? "%s: %s of %d windows, %d positions long, lie in the padding of %d:%d"
                : "%s: %s of %d positions of the input write %d positions each, all in the padding of %d:%d")
            .formatted(
                axis.name(),
                those,
                convolution ? axis.output() : axis.input(),
                axis.extent(),
                axis.padBefore(),
                axis.padAfter()));
  }

  /** Cropping that is computed: a minus that someone wrote is meant. */
  private void cropping() {
    List<Value.Entry> entries = properties.value(PropertyWord.PAD).map(Value::entries).orElse(List.of());
    boolean written =
        entries.stream().anyMatch(e -> isNegation(e.begin()) || e.end().filter(LayerDoubts::isNegation).isPresent());
    if (convolution && !written) {
      List<String> details =
          details(
              (axis, coverage) -> {
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
              });
      warn(DiagnosticKind.INPUT_CROPPED, PropertyWord.PAD, details, "write the number with its minus where this is meant");
    }
  }

  private static boolean isNegation(Expression expression) {
    return expression instanceof Expression.Negation;
  }

  private void dilation() {
    boolean dilated = layer.axes().stream().anyMatch(a -> a.dilation() > 1);
    boolean felt = layer.axes().stream().anyMatch(a -> a.dilation() > 1 && a.kernel() > 1 || a.outputPad() >= a.stride());
    if (dilated && !felt) {
      Remarks remarks = Remarks.NONE.note(diagnostics.note(places.apply(PropertyWord.KERNEL), "the kernel is given here"));
      diagnostics.report(DiagnosticKind.DILATION_WITHOUT_EFFECT, places.apply(PropertyWord.DILATION), remarks);
    }
  }

  private void groups() {
    int groups = layer.groups();
    if (groups > 1 && groups == layer.inputChannels() && hasOneTap()) {
      warn(
          DiagnosticKind.SCALES_CHANNELS,
          PropertyWord.GROUPS,
          List.of("kernel 1 in %d groups of one channel reads a single element for each output".formatted(groups)),
          "without groups, a kernel of one tap mixes the channels");
    } else if (convolution && groups > 1 && groups == layer.outputChannels() && groups < layer.inputChannels()) {
      warn(
          DiagnosticKind.ALMOST_DEPTHWISE,
          PropertyWord.GROUPS,
          List.of(
              "each of %d groups has 1 filter, which reads %d of %d channels"
                  .formatted(groups, layer.inputChannels() / groups, layer.inputChannels())),
          "a depthwise layer has as many groups as channels: groups %1$d, and filters %1$d or a multiple of it"
              .formatted(layer.inputChannels()));
    }
  }

  private boolean hasOneTap() {
    return layer.axes().stream().allMatch(a -> a.kernel() == 1);
  }

  private List<String> details(BiFunction<Axis, Coverage, Optional<String>> line) {
    List<String> details = new ArrayList<>();
    for (int i = 0; i < layer.rank(); i++) {
      line.apply(layer.axes().get(i), coverage(i)).ifPresent(details::add);
    }
    return details;
  }

  private Coverage coverage(int axis) {
    return new Coverage(layer.relation().axes().get(axis));
  }

  /** Reports a warning where there are details to give. */
  private void warn(DiagnosticKind kind, PropertyWord place, List<String> details, String help) {
    if (!details.isEmpty()) {
      diagnostics.report(kind, places.apply(place), new Remarks(details, Optional.of(help)));
    }
  }
}
