package org.convc.run;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerInfo;
import org.convc.runtime.Layout;
import org.convc.runtime.Shape;
import org.convc.runtime.npy.Tensor;
import org.convc.runtime.npy.TensorFileException;

/**
 * What a layer expects of one operand.
 *
 * @param item the whole shape, or that of one item of a batch
 * @param batched whether an axis for the batch may stand before it
 * @param axes what the axes of {@code item} are, such as {@code channels x height x width}
 */
public record Slot(Operand operand, LayerInfo layer, Shape item, boolean batched, String axes) {

  ElementType type() {
    return layer.type();
  }

  /** The shape with a batch of so many items; 0 for one item without an axis for the batch. */
  int[] shape(int batch) {
    boolean axis = batched && batch > 0;
    return axis ? IntStream.concat(IntStream.of(batch), Arrays.stream(item.toArray())).toArray() : item.toArray();
  }

  /** The size of the axis for the batch; 0 where there is none. */
  int batch(Tensor tensor) {
    return batched && tensor.rank() == item.rank() + 1 ? tensor.shape()[0] : 0;
  }

  /**
   * Checks the shape.
   *
   * @param source how messages call where the tensor comes from
   * @throws TensorFileException in the layer's terms
   */
  void check(String source, Tensor tensor) throws TensorFileException {
    int[] shape = tensor.shape();
    boolean fits = Arrays.equals(shape, item.toArray()) || batch(tensor) > 0 && Arrays.equals(shape, shape(batch(tensor)));
    if (!fits) {
      throw new TensorFileException(source, "expected " + expected() + ", got " + Tensor.text(shape));
    }
  }

  /** For example {@code the input of Stem, 3 x 224 x 224 (channels x height x width) or batch x 3 x 224 x 224}. */
  public String expected() {
    return "the " + operand.word() + " of " + layer.name() + ", " + item + " (" + axes + ")" + (batched ? " or batch x " + item : "");
  }

  /** The axis of the channels of a data tensor within {@link #item}. */
  int channelAxis() {
    return layer.layout() == Layout.NCHW ? 0 : item.rank() - 1;
  }
}
