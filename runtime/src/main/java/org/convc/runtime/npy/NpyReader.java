package org.convc.runtime.npy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.convc.runtime.ElementType;

/** One array from a stream of known length. */
final class NpyReader {

  private static final int CHUNK_BYTES = 1 << 16;

  private final String file;
  private final InputStream in;
  private final long length;

  /**
   * @param file how messages call the file
   * @param length of the whole stream, in bytes
   */
  NpyReader(String file, InputStream in, long length) {
    this.file = file;
    this.in = in;
    this.length = length;
  }

  Tensor read(ElementType wanted) throws IOException {
    NpyHeader header = NpyHeader.read(file, in);
    int elements = header.elements(file);
    long needed = (long) elements * header.type().size();
    long there = length - header.bytes();
    // Before memory is asked for: a damaged shape can claim any size.
    if (there < needed) {
      throw new TensorFileException(file, numbers(header) + " take " + needed + " bytes after the header; " + there + " are there");
    }
    if (there > needed) {
      throw new TensorFileException(file, (there - needed) + " bytes follow " + numbers(header));
    }
    Tensor inOrder = Tensor.zeros(wanted, elements);
    read(header.type(), inOrder);
    return header.fortran() ? transposed(inOrder, header.shape()) : inOrder.reshaped(header.shape());
  }

  private void read(NumberType type, Tensor to) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    ByteBuffer numbers = ByteBuffer.wrap(chunk).order(type.order());
    int index = 0;
    while (index < to.length()) {
      int count = Math.min(to.length() - index, CHUNK_BYTES / type.size());
      if (in.readNBytes(chunk, 0, count * type.size()) < count * type.size()) {
        throw new TensorFileException(file, "cut while it was read");
      }
      numbers.clear();
      int first = index;
      try {
        if (to.type() == ElementType.FLOAT) {
          for (; index < first + count; index++) {
            to.floats()[index] = type.nextFloat(numbers);
          }
        } else {
          for (; index < first + count; index++) {
            to.doubles()[index] = type.nextDouble(numbers);
          }
        }
      } catch (ArithmeticException e) {
        throw new TensorFileException(file, "number " + index + ", counted from 0 in the file: " + e.getMessage(), e);
      }
    }
  }

  /** From an order in which the first axis is contiguous to one in which the last one is. */
  private static Tensor transposed(Tensor from, int[] shape) {
    Tensor to = Tensor.zeros(from.type(), shape);
    int[] position = new int[shape.length];
    int[] steps = new int[shape.length];
    int step = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      steps[axis] = step;
      step *= shape[axis];
    }
    int source = 0;
    for (int index = 0; index < to.length(); index++) {
      if (to.type() == ElementType.FLOAT) {
        to.floats()[index] = from.floats()[source];
      } else {
        to.doubles()[index] = from.doubles()[source];
      }
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        source += steps[axis];
        if (++position[axis] < shape[axis]) {
          break;
        }
        source -= shape[axis] * steps[axis];
        position[axis] = 0;
      }
    }
    return to;
  }

  private static String numbers(NpyHeader header) {
    return Arrays.stream(header.shape()).mapToObj(Integer::toString).reduce((a, b) -> a + " x " + b).orElse("1") + " numbers of "
        + header.type().text();
  }
}
