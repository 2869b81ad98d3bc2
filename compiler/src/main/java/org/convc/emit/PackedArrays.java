package org.convc.emit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.convc.ir.Buffer;
import org.convc.ir.Kernel;
import org.convc.ir.Stmt;
import org.convc.model.KernelKind;

/**
 * The packed arrays of the kernels that one packing method serves. Kernels that pack alike, as forward and biased sum
 * do, share theirs; a kernel that packs otherwise has its own behind them.
 */
final class PackedArrays {

  /** What a kernel packs, and how. */
  private record Packing(List<Buffer> buffers, Stmt statement, Set<Kernel.Routine> routines) {

    static Packing of(Kernel kernel) {
      Set<Kernel.Routine> routines = new HashSet<>();
      collect(kernel, kernel.packing(), routines);
      return new Packing(kernel.packed(), kernel.packing(), routines);
    }

    private static void collect(Kernel kernel, Stmt s, Set<Kernel.Routine> routines) {
      if (s instanceof Stmt.Call call) {
        Kernel.Routine routine = kernel.routine(call.routine()).orElseThrow();
        routines.add(routine);
        collect(kernel, routine.body(), routines);
      }
      s.mapParts(
          part -> {
            collect(kernel, part, routines);
            return part;
          });
    }
  }

  /** @param first the place of its first array */
  private record Place(KernelKind kind, Packing packing, int first) {}

  private final List<Place> places = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();

  /**
   * @param kernels those of a twin
   * @param served the kinds that the packing method serves, as far as the layer has them
   */
  PackedArrays(Map<KernelKind, Kernel> kernels, KernelKind... served) {
    Stream.of(served).filter(kernels::containsKey).forEach(kind -> add(kind, Packing.of(kernels.get(kind))));
  }

  private void add(KernelKind kind, Packing packing) {
    Optional<Place> same = places.stream().filter(p -> p.packing().equals(packing)).findFirst();
    places.add(new Place(kind, packing, same.map(Place::first).orElse(lengths.size())));
    if (same.isEmpty()) {
      packing.buffers().forEach(b -> lengths.add(b.elements()));
    }
  }

  /** The number of elements of each array. */
  List<Integer> lengths() {
    return List.copyOf(lengths);
  }

  /** The place of the first array of a kernel. */
  int first(KernelKind kind) {
    return places.stream().filter(p -> p.kind() == kind).findFirst().orElseThrow().first();
  }

  /** The kernels whose packings fill all arrays, each array once. */
  List<KernelKind> packers() {
    List<KernelKind> packers = new ArrayList<>();
    Set<Packing> seen = new HashSet<>();
    for (Place place : places) {
      if (!place.packing().buffers().isEmpty() && seen.add(place.packing())) {
        packers.add(place.kind());
      }
    }
    return packers;
  }
}
