package org.convc.analysis;

import java.util.List;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Remarks;
import org.convc.model.Layer;
import org.convc.runtime.LayerKind;

/**
 * Warns of what is legal in a layer and probably not meant. What people do on purpose passes in silence: a kernel of one tap with a stride,
 * which takes every other element; the row that a stride leaves over at the end of a long input; cropping that is written with a minus.
 */
final class LayerDoubts {

  private final Doubts doubts;
  private final Layer layer;

  LayerDoubts(Doubts doubts) {
    this.doubts = doubts;
    this.layer = doubts.layer();
  }

  void report() {
    if (layer.kind() == LayerKind.CONVOLUTION) {
      new ConvolutionDoubts(doubts).report();
    } else {
      new TransposedDoubts(doubts).report();
    }
    dilation();
    groups();
  }

  /** An output_pad as large as the stride is one that only the dilation allows. */
  private void dilation() {
    boolean dilated = layer.axes().stream().anyMatch(a -> a.dilation() > 1);
    boolean felt = layer.axes().stream().anyMatch(a -> a.dilation() > 1 && a.kernel() > 1 || a.outputPad() >= a.stride());
    if (dilated && !felt) {
      doubts.diagnostics().report(
          DiagnosticKind.DILATION_WITHOUT_EFFECT,
          doubts.places().apply(PropertyWord.DILATION),
          Remarks.NONE.note(doubts.diagnostics().note(doubts.places().apply(PropertyWord.KERNEL), "the kernel is given here")));
    }
  }

  private void groups() {
    int groups = layer.groups();
    int channels = layer.inputChannels();
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    if (groups > 1 && groups == channels && doubts.hasOneTap()) {
      doubts.warn(
          DiagnosticKind.SCALES_CHANNELS,
          PropertyWord.GROUPS,
          List.of("kernel 1 in %d groups of one channel reads a single element for each output".formatted(groups)),
          "without groups, a kernel of one tap mixes the channels");
    } else if (convolution && groups > 1 && groups == layer.outputChannels() && groups < channels) {
      doubts.warn(
          DiagnosticKind.ALMOST_DEPTHWISE,
          PropertyWord.GROUPS,
          List.of("each of %d groups has 1 filter, which reads %d of %d channels".formatted(groups, channels / groups, channels)),
          "a depthwise layer has as many groups as channels: groups %1$d, and filters %1$d or a multiple of it".formatted(channels));
    }
  }
}
