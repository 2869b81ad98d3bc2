package org.convc.runtime;

/** A layer with {@link PointwiseFloatKernels}. */
final class PointwiseFloat extends FloatConvLayer {

  PointwiseFloat(LayerInfo info, Runnable inKernel) {
    super(info, new PointwiseFloatKernels(info.activation(), inKernel));
  }
}
