package org.convc.ir;

import java.util.List;
import java.util.Optional;
import org.convc.runtime.ElementType;

/**
 * One kernel of one layer.
 *
 * @param name as a Java method name: {@code forward}
 * @param arguments the buffers that the caller passes, in the order in which it passes them
 * @param scratch the buffers of the workspace
 * @param routines methods that the body, or an earlier routine's caller, calls; each may call those listed after it
 */
public record Kernel(
    String name,
    ElementType type,
    List<Buffer> arguments,
    List<Buffer> scratch,
    List<Routine> routines,
    Stmt body) {

  public Kernel {
    arguments = List.copyOf(arguments);
    scratch = List.copyOf(scratch);
    routines = List.copyOf(routines);
  }

  /** A method of the kernel. It sees all buffers and its parameters, nothing else. */
  public record Routine(String name, String purpose, List<LoopVar> parameters, Stmt body) {
    public Routine {
      parameters = List.copyOf(parameters);
    }
  }

  public Kernel withBody(Stmt newBody) {
    return new Kernel(name, type, arguments, scratch, routines, newBody);
  }

  public Kernel withScratch(List<Buffer> newScratch) {
    return new Kernel(name, type, arguments, newScratch, routines, body);
  }

  public Kernel withRoutines(List<Routine> newRoutines) {
    return new Kernel(name, type, arguments, scratch, newRoutines, body);
  }

  public Optional<Routine> routine(String routineName) {
    return routines.stream().filter(r -> r.name().equals(routineName)).findFirst();
  }
}
