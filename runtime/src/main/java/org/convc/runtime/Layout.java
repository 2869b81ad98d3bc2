package org.convc.runtime;

/** The order of the axes of data tensors in memory, the last one contiguous. Read {@code HW} as all spatial axes. */
public enum Layout {
  /** Batch, channels, spatial axes. */
  NCHW,
  /** Batch, spatial axes, channels. */
  NHWC
}
