package org.convc.runtime;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The calls of a layer that run kernels of their own, for {@link ConvLayer#warmUp(Set)}. */
public enum LayerCall {
  /** {@link ConvLayer#packWeights(float[])} and {@code repackWeights}, which is also how calls with plain weights begin. */
  PACK_WEIGHTS,
  /** {@code forward} in a workspace from {@link ConvLayer#newWorkspace}. */
  FORWARD,
  /** {@code forward} in a training workspace: in a layer with an activation a kernel of its own, elsewhere the same. */
  TRAINING_FORWARD,
  BACKWARD_DATA,
  BACKWARD_WEIGHTS,
  BACKWARD_BIAS;

  /** What a program calls that only uses a layer. */
  public static final Set<LayerCall> INFERENCE = Collections.unmodifiableSet(EnumSet.of(PACK_WEIGHTS, FORWARD));

  /** What a program calls that trains a layer. */
  public static final Set<LayerCall> TRAINING =
      Collections.unmodifiableSet(
          EnumSet.of(PACK_WEIGHTS, TRAINING_FORWARD, BACKWARD_DATA, BACKWARD_WEIGHTS, BACKWARD_BIAS));

  /** Everything. */
  public static final Set<LayerCall> ALL = Collections.unmodifiableSet(EnumSet.allOf(LayerCall.class));

  /** For example {@code backward data}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
