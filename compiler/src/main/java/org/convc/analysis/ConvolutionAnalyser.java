package org.convc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Note;
import org.convc.diagnostic.Remarks;
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
   * @param channels of the input, 1 where they are not known
   * @param pad place of the padding
   * @param kernel place of the kernel
   * @param input place of the input
   * @return empty where there is no output, which has been reported
   */
  Optional<List<SizedAxis>> analyse(
      List<Window> windows, Padding padding, int channels, Span pad, Span kernel, Span input) {
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
    return leavesInput(axes, pad, input) && kernelFits(axes, channels, kernel, input) ? Optional.of(axes) : Optional.empty();
  }

  private boolean leavesInput(List<SizedAxis> axes, Span pad, Span input) {
    List<String> details = new ArrayList<>();
    for (SizedAxis axis : axes) {
      long cropped = Math.min(0, axis.padding().before()) + Math.min(0, axis.padding().after());
      if (axis.window().input() + cropped < 1) {
        details.add(axis.window().axis() + ": " + sum(axis));
      }
    }
    if (!details.isEmpty()) {
      diagnostics.report(DiagnosticKind.INPUT_CROPPED_AWAY, pad, new Remarks(details, Optional.empty()).note(note(input)));
    }
    return details.isEmpty();
  }

  private boolean kernelFits(List<SizedAxis> axes, int channels, Span kernel, Span input) {
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
      Remarks remarks = new Remarks(details, Optional.of(help(axes, channels))).note(note(input));
      diagnostics.report(DiagnosticKind.KERNEL_DOES_NOT_FIT, kernel, remarks);
    }
    return details.isEmpty();
  }

  private Note note(Span input) {
    return diagnostics.note(input, "the input is given here");
  }

  private static boolean fits(SizedAxis axis) {
    return axis.output() >= 1;
  }

  /** {@code 3 + 1 + 1 = 5} */
  private static String sum(SizedAxis axis) {
    Padding.Amount padding = axis.padding();
    String terms = Wording.plus(padding.before()) + Wording.plus(padding.after());
    return axis.window().input() + terms + " = " + axis.padded();
  }

  /** {@code pad 2, or a kernel of at most 5}: the least padding and the largest kernel with which all axes fit. */
  private static String help(List<SizedAxis> axes, int channels) {
    List<Long> kernels =
        axes.stream()
            .map(a -> fits(a) ? a.window().kernel() : (a.padded() - 1) / a.window().dilation() + 1)
            .toList();
    boolean square = axes.stream().map(a -> a.window().kernel()).distinct().count() == 1;
    String kernel = "a kernel of at most " + (square ? Collections.min(kernels) : Wording.sizes(kernels));
    return Stream.of(alike(axes), axisByAxis(axes))
        .flatMap(Optional::stream)
        .filter(paddings -> isPossible(axes, paddings, channels))
        .findFirst()
        .map(paddings -> "pad " + written(paddings) + ", or " + kernel)
        .orElse(kernel);
  }

  /** One number for all axes, where there is one now. */
  private static Optional<List<Padding.Amount>> alike(List<SizedAxis> axes) {
    boolean alikeNow = axes.stream().map(SizedAxis::padding).distinct().count() == 1;
    if (!alikeNow || !axes.get(0).padding().symmetric()) {
      return Optional.empty();
    }
    long most = axes.stream().mapToLong(a -> enough(a).before()).max().getAsLong();
    return Optional.of(Collections.nCopies(axes.size(), new Padding.Amount(most, most)));
  }

  private static Optional<List<Padding.Amount>> axisByAxis(List<SizedAxis> axes) {
    return Optional.of(axes.stream().map(ConvolutionAnalyser::enough).toList());
  }

  /** The padding if it is enough for a window, else the least that is and that is as symmetric. */
  private static Padding.Amount enough(SizedAxis axis) {
    if (fits(axis)) {
      return axis.padding();
    }
    long before = axis.padding().before();
    long missing = axis.window().extent() - axis.window().input();
    return axis.padding().symmetric()
        ? new Padding.Amount(Math.floorDiv(missing + 1, 2), Math.floorDiv(missing + 1, 2))
        : new Padding.Amount(before, missing - before);
  }

  private static boolean isPossible(List<SizedAxis> axes, List<Padding.Amount> paddings, int channels) {
    List<Long> padded = new ArrayList<>(List.of((long) channels));
    for (int i = 0; i < axes.size(); i++) {
      padded.add(axes.get(i).window().input() + paddings.get(i).total());
    }
    return TensorLimits.allow(padded);
  }

  private static String written(List<Padding.Amount> paddings) {
    return paddings.stream().distinct().count() == 1 ? paddings.get(0).toString() : Wording.sizes(paddings);
  }
}
