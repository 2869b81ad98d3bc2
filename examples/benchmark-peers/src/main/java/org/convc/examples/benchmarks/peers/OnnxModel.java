package org.convc.examples.benchmarks.peers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.convc.examples.benchmarks.LayerSpec;

/**
 * A layer as an ONNX model of one node, {@code Conv} or {@code ConvTranspose}, with its weights inside, so that the
 * runtime may pack them when it loads. Numbers of fields are those of onnx.proto.
 */
final class OnnxModel {

  static final String INPUT = "x";
  static final String OUTPUT = "y";

  private static final String WEIGHTS = "w";

  /** Of ONNX 1.12 with its operators of version 17: recent enough for both, known to every runtime of today. */
  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;

  private static final int FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;

  private final LayerSpec layer;

  OnnxModel(LayerSpec layer) {
    this.layer = layer;
  }

  String operator() {
    return layer.transposed() ? "ConvTranspose" : "Conv";
  }

  long[] inputShape() {
    return shape(layer.batch(), layer.inputChannels(), layer.inputHeight(), layer.inputWidth());
  }

  long[] outputShape() {
    return shape(layer.batch(), layer.outputChannels(), layer.outputHeight(), layer.outputWidth());
  }

  private long[] weightsShape() {
    int filters = layer.transposed() ? layer.inputChannels() : layer.outputChannels();
    int channels = layer.transposed() ? layer.outputChannels() : layer.inputChannels();
    return shape(filters, channels / layer.groups(), layer.kernelHeight(), layer.kernelWidth());
  }

  byte[] encode(float[] weights) {
    ProtoMessage graph = new ProtoMessage()
        .message(1, node())
        .text(2, "layer")
        .message(5, initializer(weights))
        .message(11, value(INPUT, inputShape()))
        .message(12, value(OUTPUT, outputShape()));
    return new ProtoMessage()
        .integer(1, IR_VERSION)
        .text(2, "convc")
        .message(7, graph)
        .message(8, new ProtoMessage().text(1, "").integer(2, OPSET))
        .toByteArray();
  }

  private ProtoMessage node() {
    ProtoMessage node = new ProtoMessage()
        .text(1, INPUT)
        .text(1, WEIGHTS)
        .text(2, OUTPUT)
        .text(3, operator())
        .text(4, operator())
        .message(5, new ProtoMessage().text(1, "group").integer(3, layer.groups()).integer(20, ATTRIBUTE_INT))
        .message(5, integers("kernel_shape", axes(layer.kernelHeight(), layer.kernelWidth())))
        .message(5, integers("strides", axes(layer.strideHeight(), layer.strideWidth())))
        .message(5, integers("dilations", axes(layer.dilationHeight(), layer.dilationWidth())))
        .message(5, integers("pads", twice(axes(layer.padHeight(), layer.padWidth()))));
    return layer.transposed()
        ? node.message(5, integers("output_padding", axes(layer.outputPadHeight(), layer.outputPadWidth())))
        : node;
  }

  private static ProtoMessage integers(String name, long... values) {
    return new ProtoMessage().text(1, name).integers(8, values).integer(20, ATTRIBUTE_INTS);
  }

  private ProtoMessage initializer(float[] weights) {
    ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * weights.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(weights);
    return new ProtoMessage().integers(1, weightsShape()).integer(2, FLOAT).text(8, WEIGHTS).bytes(9, raw.array());
  }

  private static ProtoMessage value(String name, long... shape) {
    ProtoMessage dims = new ProtoMessage();
    for (long size : shape) {
      dims.message(1, new ProtoMessage().integer(1, size));
    }
    ProtoMessage tensor = new ProtoMessage().integer(1, FLOAT).message(2, dims);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }

  private long[] shape(int outer, int channels, int height, int width) {
    return layer.oneDimensional() ? new long[] {outer, channels, width} : new long[] {outer, channels, height, width};
  }

  private long[] axes(int height, int width) {
    return layer.oneDimensional() ? new long[] {width} : new long[] {height, width};
  }

  /** Padding is given for all beginnings first, then for all ends. */
  private static long[] twice(long[] values) {
    long[] both = new long[2 * values.length];
    System.arraycopy(values, 0, both, 0, values.length);
    System.arraycopy(values, 0, both, values.length, values.length);
    return both;
  }
}
