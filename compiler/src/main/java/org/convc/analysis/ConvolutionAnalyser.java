package org.convc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Span;

/** The spatial axes of a convolution: resolves its padding and checks that its kernel fits. */
final class ConvolutionAnalyser {

  private final Diagnostics diagnostics;

  ConvolutionAnalyser(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * The axes with their output sizes.
   *
   * @param pad place of the padding
   * @param kernel place of the kernel
   * @return empty where there is no output, which has been reported
   */
  Optional<List<SizedAxis>> analyse(List<Window> windows, Padding padding, Span pad, Span kernel) {
    List<SizedAxis> axes = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      Window window = windows.get(i);
      Padding.Amount amount =
          padding instanceof Padding.Named named
              ? ConvolutionPadding.of(named.word(), window)
              : ((Padding.Explicit) padding).amounts().get(i);
      long output = ConvolutionPadding.output(window, amount);
      axes.add(new SizedAxis(window, amount, 0, output, window.input() + amount.total()));
    }
    return leavesInput(axes, pad) && kernelFits(axes, kernel) ? Optional.of(axes) : Optional.empty();
  }

  private boolean leavesInput(List<SizedAxis> axes, Span pad) {
    List<String> details = new ArrayList<>();
    for (SizedAxis axis : axes) {
      long cropped = Math.min(0, axis.padding().before()) + Math.min(0, axis.padding().after());
      if (axis.window().input() + cropped < 1) {
        details.add(axis.window().axis() + ": " + sum(axis));
      }
    }
    if (!details.isEmpty()) {
      diagnostics.report(DiagnosticKind.INPUT_CROPPED_AWAY, pad, details, Optional.empty());
    }
    return details.isEmpty();
  }

  private boolean kernelFits(List<SizedAxis> axes, Span kernel) {
    List<String> details = new ArrayList<>();
    for (SizedAxis axis : axes) {
      Window window = axis.window();
      if (!fits(axis)) {
        details.add(
            "%s: %s, dilation %d need %d %s; the input has %s"
                .formatted(
                    window.axis(),
                    Wording.count(window.kernel(), "tap"),
                    window.dilation(),
                    window.extent(),
                    window.positions(),
                    sum(axis)));
      }
    }
    if (!details.isEmpty()) {
      diagnostics.report(DiagnosticKind.KERNEL_DOES_NOT_FIT, kernel, details, Optional.of(help(axes)));
    }
    return details.isEmpty();
  }

  private static boolean fits(SizedAxis axis) {
    return axis.output() >= 1;
  }

  /** {@code 3 + 1 + 1 = 5} */
  private static String sum(SizedAxis axis) {
    Padding.Amount padding = axis.padding();
    return axis.window().input() + Wording.plus(padding.before()) + Wording.plus(padding.after()) + " = " + axis.padded();
  }

  /** {@code pad 2, or a kernel of at most 5}: the least padding and the largest kernel with which all axes fit. */
  private static String help(List<SizedAxis> axes) {
    List<Padding.Amount> paddings = new ArrayList<>();
    List<Long> kernels = new ArrayList<>();
    for (SizedAxis axis : axes) {
      Window window = axis.window();
      paddings.add(fits(axis) ? axis.padding() : enough(window, axis.padding()));
      kernels.add(fits(axis) ? window.kernel() : (axis.padded() - 1) / window.dilation() + 1);
    }
    boolean square = axes.stream().map(a -> a.window().kernel()).distinct().count() == 1;
    return "pad " + collapsed(paddings) + ", or a kernel of at most "
        + (square ? kernels.stream().sorted().findFirst().get() : Wording.sizes(kernels));
  }

  private static Padding.Amount enough(Window window, Padding.Amount padding) {
    long missing = window.extent() - window.input();
    return padding.symmetric()
        ? new Padding.Amount((missing + 1) / 2, (missing + 1) / 2)
        : new Padding.Amount(padding.before(), missing - padding.before());
  }

  private static String collapsed(List<Padding.Amount> paddings) {
    return paddings.stream().distinct().count() == 1 ? paddings.get(0).toString() : Wording.sizes(paddings);
  }
}
