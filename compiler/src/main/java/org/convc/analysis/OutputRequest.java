package org.convc.analysis;

import java.util.List;
import java.util.Optional;

/**
 * What a layer says about the size of its output.
 *
 * @param padding empty where the layer has no {@code pad}
 * @param outputPad one number an axis; empty where the layer has no {@code output_pad}
 * @param output one number an axis; empty where the layer has no {@code output}
 */
record OutputRequest(Optional<Padding> padding, Optional<List<Integer>> outputPad, Optional<List<Integer>> output) {

  long outputPad(int axis) {
    return outputPad.map(p -> p.get(axis)).orElse(0);
  }

  /** Whether the output size decides about the padding, rather than about output_pad. */
  boolean splitsToOutput() {
    return output.isPresent() && (padding.isEmpty() || isSame());
  }

  private boolean isSame() {
    return padding.get() instanceof Padding.Named named
        && (named.word() == PaddingWord.SAME || named.word() == PaddingWord.SAME_LOWER);
  }
}
