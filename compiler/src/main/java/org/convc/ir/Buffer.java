package org.convc.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A tensor in a flat array. Subscripts name the axes in the order of {@code axes} whatever the order in memory: the layout is in the
 * strides alone.
 *
 * @param batched an outermost axis of unknown length precedes {@code axes}; its stride is {@link #elements()}
 */
public record Buffer(String name, Role role, boolean batched, List<Axis> axes) {

  /** Who owns the array. */
  public enum Role {
    /** An argument that is only read. */
    INPUT,
    /** An argument that is written completely, and may be read after it was written. */
    OUTPUT,
    /** Made of the weights alone: written by the kernel's packing, and only read by its body. Never batched. */
    PACKED,
    /** Memory of the workspace, undefined at the start. Never batched. */
    SCRATCH,
    /** As scratch, but every thread has its own: undefined at the start of each range of a parallel statement too. */
    THREAD
  }

  /**
   * @param label the field's word for the axis, from which the name of its stride constant is made: {@code channel}, {@code row}
   * @param extent number of elements
   * @param stride distance in memory of neighbours
   */
  public record Axis(String label, int extent, int stride) {}

  public Buffer {
    axes = List.copyOf(axes);
    if (batched && (role == Role.SCRATCH || role == Role.THREAD || role == Role.PACKED)) {
      throw new IllegalArgumentException(
          role.name().toLowerCase(Locale.ROOT) + " does not depend on the batch: " + name);
    }
  }

  /** A buffer with its axes in memory as listed, the last one contiguous. */
  public static Buffer rowMajor(String name, Role role, boolean batched, List<String> labels, List<Integer> extents) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < extents.size(); i++) {
      order.add(i);
    }
    return ordered(name, role, batched, labels, extents, order);
  }

  /**
   * A buffer with its axes in memory in the given order.
   *
   * @param order indices of the axes, outermost in memory first
   */
  public static Buffer ordered(
      String name, Role role, boolean batched, List<String> labels, List<Integer> extents, List<Integer> order) {
    int[] strides = new int[extents.size()];
    int stride = 1;
    for (int i = order.size() - 1; i >= 0; i--) {
      strides[order.get(i)] = stride;
      stride = Math.multiplyExact(stride, extents.get(order.get(i)));
    }
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < extents.size(); i++) {
      axes.add(new Axis(labels.get(i), extents.get(i), strides[i]));
    }
    return new Buffer(name, role, batched, axes);
  }

  /** The name tells most buffers apart, and the axes of every access would take long to look at. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Number of elements, of one batch item if batched. */
  public int elements() {
    int elements = 1;
    for (Axis axis : axes) {
      elements = Math.multiplyExact(elements, axis.extent());
    }
    return elements;
  }

  /** Number of subscripts of an access. */
  public int rank() {
    return axes.size() + (batched ? 1 : 0);
  }

  /** Distance in memory of neighbours along subscript {@code i}. */
  public int stride(int i) {
    return !batched ? axes.get(i).stride() : i == 0 ? elements() : axes.get(i - 1).stride();
  }
}
