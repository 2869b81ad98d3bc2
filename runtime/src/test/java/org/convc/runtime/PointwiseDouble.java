package org.convc.runtime;

/** A layer with {@link PointwiseDoubleKernels}. */
final class PointwiseDouble extends DoubleConvLayer {

  PointwiseDouble(LayerInfo info, Runnable inKernel) {
    super(info, new PointwiseDoubleKernels(info.activation(), inKernel));
  }
}
