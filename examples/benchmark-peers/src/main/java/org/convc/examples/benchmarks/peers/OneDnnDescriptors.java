package org.convc.examples.benchmarks.peers;

import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.deconvolution_backward_data;
import org.bytedeco.dnnl.deconvolution_backward_weights;
import org.bytedeco.dnnl.deconvolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc;
import org.convc.examples.benchmarks.Pass;

/**
 * Asks oneDNN for its first implementation of a pass, which is the one that it thinks fastest. Those that fall back to
 * its reference loops are passed over: version 3.11 puts some of them before others that are a hundred times as fast,
 * and loops that were written to be read are no peer.
 */
final class OneDnnDescriptors {

  private static final String REFERENCE = ".*\\bref\\b.*";
  private static final int TRAINING = dnnl.dnnl_forward_training;

  private final boolean transposed;
  private final long[] strides;
  private final long[] dilates;
  private final long[] padBegin;
  private final long[] padEnd;
  private final memory.desc source;
  private final memory.desc weights;
  private final memory.desc destination;
  private final memory.desc sourceWish;
  private final memory.desc weightsWish;
  private final memory.desc destinationWish;

  /**
   * @param best leaves the layouts of all three tensors to oneDNN
   */
  OneDnnDescriptors(OneDnnShape shape, boolean transposed, boolean best) {
    this.transposed = transposed;
    this.strides = shape.strides();
    this.dilates = shape.dilates();
    this.padBegin = shape.padBegin();
    this.padEnd = shape.padEnd();
    this.source = plain(shape.source(), OneDnnShape.rowMajor(shape.source()));
    this.weights = plain(shape.weights(), shape.weightsStrides());
    this.destination = plain(shape.destination(), OneDnnShape.rowMajor(shape.destination()));
    this.sourceWish = best ? any(shape.source()) : source;
    this.weightsWish = best ? any(shape.weights()) : weights;
    this.destinationWish = best ? any(shape.destination()) : destination;
  }

  private static memory.desc plain(long[] dims, long[] strides) {
    return new memory.desc(dims, memory.data_type.f32, strides);
  }

  private static memory.desc any(long[] dims) {
    return new memory.desc(dims, memory.data_type.f32, memory.format_tag.any);
  }

  /** As the reference has it. */
  memory.desc source() {
    return source;
  }

  memory.desc weights() {
    return weights;
  }

  memory.desc destination() {
    return destination;
  }

  /**
   * @throws UnsupportedOperationException if there is none
   */
  primitive_desc create(engine cpu, Pass pass) {
    primitive_desc description = transposed ? deconvolution(cpu, pass) : convolution(cpu, pass);
    if (description.get(true) == null) {
      throw new UnsupportedOperationException("oneDNN has no implementation of it");
    }
    while (name(description).matches(REFERENCE)) {
      if (!description.next_impl()) {
        description.close();
        throw new UnsupportedOperationException("oneDNN has only its reference loops");
      }
    }
    return description;
  }

  /** As oneDNN calls the implementation: {@code jit:avx512_core}; those that lean on others name them, too. */
  static String name(primitive_desc description) {
    return description.impl_info_str().getString();
  }

  private primitive_desc convolution(engine cpu, Pass pass) {
    int kind = dnnl.dnnl_convolution_auto;
    primitive_attr none = new primitive_attr();
    convolution_forward.primitive_desc forward = new convolution_forward.primitive_desc(
        cpu, TRAINING, kind, sourceWish, weightsWish, destinationWish, strides, dilates, padBegin, padEnd,
        none, true);
    return switch (pass) {
      case FORWARD -> forward;
      case BACKWARD_DATA -> new convolution_backward_data.primitive_desc(
          cpu, kind, sourceWish, weightsWish, destinationWish, strides, dilates, padBegin, padEnd,
          forward, none, true);
      case BACKWARD_WEIGHTS -> new convolution_backward_weights.primitive_desc(
          cpu, kind, sourceWish, weightsWish, destinationWish, strides, dilates, padBegin, padEnd,
          forward, none, true);
    };
  }

  private primitive_desc deconvolution(engine cpu, Pass pass) {
    int kind = dnnl.dnnl_deconvolution_direct;
    primitive_attr none = new primitive_attr();
    deconvolution_forward.primitive_desc forward = new deconvolution_forward.primitive_desc(
        cpu, TRAINING, kind, sourceWish, weightsWish, destinationWish, strides, dilates, padBegin, padEnd,
        none, true);
    return switch (pass) {
      case FORWARD -> forward;
      case BACKWARD_DATA -> new deconvolution_backward_data.primitive_desc(
          cpu, kind, sourceWish, weightsWish, destinationWish, strides, dilates, padBegin, padEnd,
          forward, none, true);
      case BACKWARD_WEIGHTS -> new deconvolution_backward_weights.primitive_desc(
          cpu, kind, sourceWish, weightsWish, destinationWish, strides, dilates, padBegin, padEnd,
          forward, none, true);
    };
  }
}
