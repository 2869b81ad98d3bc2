package org.convc.runtime;

import java.util.Arrays;

/** The sizes of a tensor, outermost first. For data tensors it is the shape of one batch item. */
public final class Shape {

  private final int[] sizes;

  private Shape(int[] sizes) {
    this.sizes = sizes;
  }

  /**
   * @throws IllegalArgumentException if a size is below 1 or the number of elements is above {@link Integer#MAX_VALUE}
   */
  public static Shape of(int... sizes) {
    long elements = 1;
    for (int size : sizes) {
      elements *= size;
      if (size < 1 || elements > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("no array holds the shape " + Arrays.toString(sizes));
      }
    }
    return new Shape(sizes.clone());
  }

  public int rank() {
    return sizes.length;
  }

  public int size(int axis) {
    return sizes[axis];
  }

  /** The number of elements. */
  public int elements() {
    int elements = 1;
    for (int size : sizes) {
      elements *= size;
    }
    return elements;
  }

  public int[] toArray() {
    return sizes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape && Arrays.equals(sizes, ((Shape) other).sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** For example {@code 3 x 224 x 224}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int size : sizes) {
      text.append(text.length() == 0 ? "" : " x ").append(size);
    }
    return text.toString();
  }
}
