package org.convc.emit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.convc.ir.Buffer;
import org.convc.ir.Kernel;

/**
 * Where the kernels of a class find their scratch: what all threads see first, then what each thread has for itself.
 */
final class ScratchPlaces {

  private final List<Integer> common = new ArrayList<>();
  private final List<Integer> own = new ArrayList<>();

  ScratchPlaces(Collection<Kernel> kernels) {
    for (Kernel kernel : kernels) {
      include(kernel, Buffer.Role.SCRATCH, common);
      include(kernel, Buffer.Role.THREAD, own);
    }
  }

  private static void include(Kernel kernel, Buffer.Role role, List<Integer> lengths) {
    List<Buffer> buffers = of(kernel, role);
    for (int i = 0; i < buffers.size(); i++) {
      int elements = buffers.get(i).elements();
      if (i < lengths.size()) {
        lengths.set(i, Math.max(lengths.get(i), elements));
      } else {
        lengths.add(elements);
      }
    }
  }

  private static List<Buffer> of(Kernel kernel, Buffer.Role role) {
    return kernel.scratch().stream().filter(b -> b.role() == role).toList();
  }

  /** For each place that all threads see, the largest buffer that a kernel puts there. */
  List<Integer> common() {
    return List.copyOf(common);
  }

  /** For each place that a thread has for itself, the largest buffer that a kernel puts there. */
  List<Integer> own() {
    return List.copyOf(own);
  }

  int of(Kernel kernel, Buffer buffer) {
    int index = of(kernel, buffer.role()).indexOf(buffer);
    return buffer.role() == Buffer.Role.THREAD ? common.size() + index : index;
  }
}
