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
    OutputCheck check = new OutputCheck(request);
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
      check.check(window, resolved, i);
    }
    boolean sound = check.passes(output, diagnostics) && leavesOutput(axes, pad);
    return sound ? Optional.of(axes) : Optional.empty();
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
      List<Long> most = windows.stream().map(TransposedPadding::maximalOutputPad).toList();
      boolean alike = most.stream().distinct().count() == 1;
      diagnostics.report(
          DiagnosticKind.OUTPUT_PAD_RANGE,
          span,
          details,
          Optional.of("an output_pad of at most " + Wording.sizes(alike ? most.subList(0, 1) : most)));
    }
    return details.isEmpty();
  }

  private boolean leavesOutput(List<SizedAxis> axes, Span pad) {
    List<String> details = new ArrayList<>();
    List<String> help = new ArrayList<>();
    for (SizedAxis axis : axes) {
      Window window = axis.window();
      if (axis.output() < 1) {
        TransposedPadding padding = new TransposedPadding(axis.padding(), axis.outputPad());
        details.add(window.axis() + ": " + padding.arithmetic(window) + " = " + axis.output());
        help.add("begin and end of at most " + (axis.padded() - 1) + " together along " + window.axis());
      }
    }
    if (!details.isEmpty()) {
      diagnostics.report(DiagnosticKind.OUTPUT_CROPPED_AWAY, pad, details, Optional.of(String.join(", ", help)));
    }
    return details.isEmpty();
  }
}
