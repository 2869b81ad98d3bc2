package org.convc.runtime.npy;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.convc.runtime.ElementType;

/** Numbers of one type and their shape. The last axis is contiguous. The array is the caller's, not a copy. */
public final class Tensor {

  private final int[] shape;

  /** Null for doubles. */
  private final float[] floats;

  /** Null for floats. */
  private final double[] doubles;

  private Tensor(int[] shape, float[] floats, double[] doubles) {
    this.shape = shape;
    this.floats = floats;
    this.doubles = doubles;
    long elements = 1;
    for (int size : shape) {
      elements *= size;
      if (size < 0 || elements > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("no array holds the shape " + text(shape));
      }
    }
    if (elements != length()) {
      throw new IllegalArgumentException("the shape " + text(shape) + " has " + elements + " numbers, the array " + length());
    }
  }

  /**
   * @param shape outermost first; none for a single number
   * @throws IllegalArgumentException if the array has not as many numbers
   */
  public static Tensor of(float[] values, int... shape) {
    return new Tensor(shape.clone(), Objects.requireNonNull(values, "values"), null);
  }

  /** As {@link #of(float[], int...)}. */
  public static Tensor of(double[] values, int... shape) {
    return new Tensor(shape.clone(), null, Objects.requireNonNull(values, "values"));
  }

  /** Zeros. */
  public static Tensor zeros(ElementType type, int... shape) {
    int elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    return type == ElementType.FLOAT ? of(new float[elements], shape) : of(new double[elements], shape);
  }

  /** The same numbers in another shape. */
  public Tensor reshaped(int... other) {
    return new Tensor(other.clone(), floats, doubles);
  }

  public ElementType type() {
    return floats != null ? ElementType.FLOAT : ElementType.DOUBLE;
  }

  public int[] shape() {
    return shape.clone();
  }

  public int rank() {
    return shape.length;
  }

  /** How many numbers there are. */
  public int length() {
    return floats != null ? floats.length : doubles.length;
  }

  /**
   * @throws IllegalStateException if they are doubles
   */
  public float[] floats() {
    return present(floats);
  }

  /**
   * @throws IllegalStateException if they are floats
   */
  public double[] doubles() {
    return present(doubles);
  }

  /** One number, by its index in the array. */
  public double value(int index) {
    return floats != null ? floats[index] : doubles[index];
  }

  /** Puts a number at an index of the array, rounded to the type. */
  public void set(int index, double value) {
    if (floats != null) {
      floats[index] = (float) value;
    } else {
      doubles[index] = value;
    }
  }

  /** For example {@code 3 x 224 x 224}, and {@code a single number} without axes. */
  public static String text(int... shape) {
    return shape.length == 0
        ? "a single number"
        : Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
  }

  @Override
  public String toString() {
    return type().word() + " " + text(shape);
  }

  private <T> T present(T array) {
    if (array == null) {
      throw new IllegalStateException("a tensor of type " + type().word());
    }
    return array;
  }
}
