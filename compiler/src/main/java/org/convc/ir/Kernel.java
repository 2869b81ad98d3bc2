package org.convc.ir;

import java.util.List;
import java.util.Optional;
import org.convc.runtime.ElementType;

/**
 * One kernel of one layer. It runs its packing, then its body; while the weights stay the same, the packing need not
 * run again.
 *
 * @param name as a Java method name: {@code forward}
 * @param arguments the buffers that the caller passes, in the order in which it passes them
 * @param packed the buffers that the packing makes of the weights
 * @param scratch the buffers of the workspace: scratch of all threads and of each one
 * @param routines methods that the packing, the body, or an earlier routine's caller, calls; each may call those listed
 *     after it
 * @param packing reads nothing but the weights and what it has written, writes nothing but packed buffers
 */
public record Kernel(
    String name,
    ElementType type,
    List<Buffer> arguments,
    List<Buffer> packed,
    List<Buffer> scratch,
    List<Routine> routines,
    Stmt packing,
    Stmt body) {

  /** The name of the argument that holds the weights. */
  public static final String WEIGHTS = "w";

  public Kernel {
    arguments = List.copyOf(arguments);
    packed = List.copyOf(packed);
    scratch = List.copyOf(scratch);
    routines = List.copyOf(routines);
  }

  /** A kernel that packs nothing. */
  public Kernel(
      String name, ElementType type, List<Buffer> arguments, List<Buffer> scratch, List<Routine> routines, Stmt body) {
    this(name, type, arguments, List.of(), scratch, routines, Stmt.Block.of(), body);
  }

  /** A method of the kernel. It sees all buffers and its parameters, nothing else. */
  public record Routine(String name, String purpose, List<LoopVar> parameters, Stmt body) {
    public Routine {
      parameters = List.copyOf(parameters);
    }
  }

  public Kernel withBody(Stmt newBody) {
    return new Kernel(name, type, arguments, packed, scratch, routines, packing, newBody);
  }

  public Kernel withPacking(List<Buffer> newPacked, Stmt newPacking) {
    return new Kernel(name, type, arguments, newPacked, scratch, routines, newPacking, body);
  }

  public Kernel withScratch(List<Buffer> newScratch) {
    return new Kernel(name, type, arguments, packed, newScratch, routines, packing, body);
  }

  public Kernel withRoutines(List<Routine> newRoutines) {
    return new Kernel(name, type, arguments, packed, scratch, newRoutines, packing, body);
  }

  public Optional<Routine> routine(String routineName) {
    return routines.stream().filter(r -> r.name().equals(routineName)).findFirst();
  }

  /** The weights, where the kernel reads them. */
  public Optional<Buffer> weights() {
    return arguments.stream().filter(b -> b.role() == Buffer.Role.INPUT && b.name().equals(WEIGHTS)).findFirst();
  }
}
