package org.convc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Span;

/** The spatial axes of a transposed convolution: resolves padding, output_pad and output, whichever of them the file gives. */
final class TransposedAnalyser {

  private final Diagnostics diagnostics;

  TransposedAnalyser(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * The axes with their output sizes.
   *
   * @return empty where the request cannot be met, which has been reported
   */
  Optional<List<SizedAxis>> analyse(
      List<Window> windows, OutputRequest request, Span pad, Span outputPad, Span output) {
    if (!outputPadInRange(windows, request, outputPad)) {
      return Optional.empty();
    }
    List<SizedAxis> axes = new ArrayList<>();
    List<String> unreachable = new ArrayList<>();
    List<String> help = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      Window window = windows.get(i);
      TransposedPadding resolved = resolve(window, i, request);
      axes.add(
          new SizedAxis(
              window,
              resolved.padding(),
              resolved.outputPad(),
              resolved.output(window),
              TransposedPadding.uncropped(window) + resolved.outputPad()));
      checkOutput(window, resolved, i, request, unreachable, help);
    }
    if (!unreachable.isEmpty()) {
      diagnostics.report(
          DiagnosticKind.OUTPUT_UNREACHABLE,
          output,
          unreachable,
          help.size() == unreachable.size() ? Optional.of(String.join("; ", help)) : Optional.empty());
      return Optional.empty();
    }
    return leavesOutput(axes, pad) ? Optional.of(axes) : Optional.empty();
  }

  private static TransposedPadding resolve(Window window, int axis, OutputRequest request) {
    Padding padding = request.padding().orElse(Padding.Explicit.none(axis + 1));
    Optional<Integer> output = request.output().map(o -> o.get(axis));
    long outputPad = request.outputPad(axis);
    if (request.splitsToOutput()) {
      boolean oddAfter = padding instanceof Padding.Named named && named.word() == PaddingWord.SAME;
      return TransposedPadding.forOutput(window, output.get(), outputPad, oddAfter);
    }
    TransposedPadding asPadded =
        padding instanceof Padding.Named named
            ? TransposedPadding.of(named.word(), window, outputPad)
            : new TransposedPadding(((Padding.Explicit) padding).amounts().get(axis), outputPad);
    boolean growsToOutput = output.isPresent() && request.outputPad().isEmpty();
    return growsToOutput
        ? new TransposedPadding(asPadded.padding(), output.get() - asPadded.output(window))
        : asPadded;
  }

  private boolean outputPadInRange(List<Window> windows, OutputRequest request, Span span) {
    List<String> details = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      Window window = windows.get(i);
      if (request.outputPad(i) > TransposedPadding.maximalOutputPad(window)) {
        details.add(
            "%s: output_pad %d, stride %d, dilation %d"
                .formatted(window.axis(), request.outputPad(i), window.stride(), window.dilation()));
      }
    }
    if (!details.isEmpty()) {
      long most = windows.stream().mapToLong(TransposedPadding::maximalOutputPad).min().getAsLong();
      boolean alike = windows.stream().mapToLong(TransposedPadding::maximalOutputPad).distinct().count() == 1;
      diagnostics.report(
          DiagnosticKind.OUTPUT_PAD_RANGE,
          span,
          details,
          Optional.of(
              "an output_pad of at most "
                  + (alike ? most : Wording.sizes(windows.stream().map(TransposedPadding::maximalOutputPad).toList()))));
    }
    return details.isEmpty();
  }

  /** Adds to {@code unreachable} where the padding that was found does not give the output that was asked for. */
  private static void checkOutput(
      Window window, TransposedPadding found, int axis, OutputRequest request, List<String> unreachable, List<String> help) {
    if (request.output().isEmpty()) {
      return;
    }
    long wanted = request.output().get().get(axis);
    long most = TransposedPadding.maximalOutputPad(window);
    boolean reached = found.output(window) == wanted && found.outputPad() >= 0 && found.outputPad() <= most;
    if (reached) {
      return;
    }
    boolean given = request.outputPad().isPresent() && !request.splitsToOutput();
    TransposedPadding without = new TransposedPadding(found.padding(), given ? found.outputPad() : 0);
    long base = without.output(window);
    unreachable.add(
        "%s: %s = %d; output %d needs output_pad %d, and %s"
            .formatted(
                window.axis(),
                arithmetic(window, without),
                base,
                wanted,
                without.outputPad() + wanted - base,
                given
                    ? "output_pad is " + found.outputPad()
                    : most == 0 ? "only 0 is possible" : "only 0 to " + most + " are possible"));
    long largest = given ? base : base + most;
    long smallest = request.splitsToOutput() ? 1 : Math.max(1, base);
    if (largest >= smallest && largest <= Integer.MAX_VALUE) {
      String range =
          largest == smallest
              ? "output " + largest
              : smallest == 1 ? "an output of at most " + largest : "an output from " + smallest + " to " + largest;
      help.add(request.output().get().size() == 1 ? range : window.axis() + ": " + range);
    }
  }

  private boolean leavesOutput(List<SizedAxis> axes, Span pad) {
    List<String> details = new ArrayList<>();
    List<String> help = new ArrayList<>();
    for (SizedAxis axis : axes) {
      Window window = axis.window();
      if (axis.output() < 1) {
        TransposedPadding padding = new TransposedPadding(axis.padding(), axis.outputPad());
        details.add(window.axis() + ": " + arithmetic(window, padding) + " = " + axis.output());
        help.add(window.axis() + ": begin and end of at most " + (axis.padded() - 1) + " together");
      }
    }
    if (!details.isEmpty()) {
      diagnostics.report(DiagnosticKind.OUTPUT_CROPPED_AWAY, pad, details, Optional.of(String.join("; ", help)));
    }
    return details.isEmpty();
  }

  /** {@code (14 - 1) * 2 + 1 * (4 - 1) + 1 - 20 - 20 + 0} */
  private static String arithmetic(Window window, TransposedPadding padding) {
    return "(%d - 1) * %d + %d * (%d - 1) + 1%s%s + %d"
        .formatted(
            window.input(),
            window.stride(),
            window.dilation(),
            window.kernel(),
            Wording.minus(padding.padding().before()),
            Wording.minus(padding.padding().after()),
            padding.outputPad());
  }
}
