package org.convc.facts;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.runtime.LayerKind;

/**
 * Which elements of the first layer's input an element of the last layer's output depends on, along one axis of a chain of layers. Borders
 * are ignored: a field may reach into the padding, or be larger than the input. Gaps count: where taps lie apart, a field reaches from the
 * first element to the last one.
 *
 * @param axis its name
 * @param size elements from the first to the last that one output depends on; the largest such number where outputs differ
 * @param jump how far the fields of neighbouring outputs lie apart, on average where they differ
 * @param start where the field of output 0 begins; negative in the padding
 */
public record ReceptiveField(String axis, BigInteger size, Ratio jump, BigInteger start) {

  /** Transposed layers repeat a pattern of fields with the product of their strides; beyond this, the first of them stand for all. */
  private static final long MOST_OUTPUTS = 1024;

  /** Along all axes of layers that follow each other. */
  static List<ReceptiveField> of(List<Layer> chain) {
    List<ReceptiveField> fields = new ArrayList<>();
    for (int i = 0; i < chain.get(0).rank(); i++) {
      fields.add(alongAxis(chain, i));
    }
    return fields;
  }

  private static ReceptiveField alongAxis(List<Layer> chain, int axis) {
    Ratio jump = Ratio.ONE;
    long outputs = 1;
    for (Layer layer : chain) {
      int stride = layer.axes().get(axis).stride();
      boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
      jump = convolution ? jump.times(stride) : jump.dividedBy(stride);
      outputs = convolution ? outputs : Math.min(MOST_OUTPUTS, outputs * stride);
    }
    BigInteger size = BigInteger.ZERO;
    for (long output = 0; output < outputs; output++) {
      Range field = field(chain, axis, BigInteger.valueOf(output));
      size = size.max(field.last.subtract(field.first).add(BigInteger.ONE));
    }
    String name = chain.get(0).axes().get(axis).name();
    return new ReceptiveField(name, size, jump, field(chain, axis, BigInteger.ZERO).first);
  }

  /** From one output back to the input of the first layer. */
  private static Range field(List<Layer> chain, int axis, BigInteger output) {
    Range range = new Range(output, output);
    for (int i = chain.size() - 1; i >= 0; i--) {
      Axis a = chain.get(i).axes().get(axis);
      range = chain.get(i).kind() == LayerKind.CONVOLUTION ? range.read(a) : range.readTransposed(a);
    }
    return range;
  }

  /** {@code last < first} where an output depends on nothing, as between the taps of a transposed layer. */
  private record Range(BigInteger first, BigInteger last) {

    /** Window o reads from {@code o * stride - padBefore} on, as many as the window reaches over. */
    Range read(Axis a) {
      if (last.compareTo(first) < 0) {
        return this;
      }
      BigInteger stride = BigInteger.valueOf(a.stride());
      BigInteger pad = BigInteger.valueOf(a.padBefore());
      return new Range(
          first.multiply(stride).subtract(pad),
          last.multiply(stride).subtract(pad).add(BigInteger.valueOf(a.extent() - 1)));
    }

    /** Position i gets something of the windows o with {@code 0 <= i + padBefore - o * stride < extent}. */
    Range readTransposed(Axis a) {
      BigInteger pad = BigInteger.valueOf(a.padBefore());
      BigInteger begin = first.add(pad).subtract(BigInteger.valueOf(a.extent() - 1));
      return new Range(ceilDiv(begin, a.stride()), floorDiv(last.add(pad), a.stride()));
    }
  }

  private static BigInteger floorDiv(BigInteger a, int divisor) {
    BigInteger[] parts = a.divideAndRemainder(BigInteger.valueOf(divisor));
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static BigInteger ceilDiv(BigInteger a, int divisor) {
    return floorDiv(a.negate(), divisor).negate();
  }
}
