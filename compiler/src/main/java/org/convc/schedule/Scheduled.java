package org.convc.schedule;

import java.util.List;
import org.convc.ir.Kernel;

/**
 * A kernel on its way from the definition to what is emitted.
 *
 * @param strategy one line about the choice
 * @param stages the definition first, then the kernel after each pass
 */
public record Scheduled(String strategy, List<Stage> stages) {

  public Scheduled {
    stages = List.copyOf(stages);
  }

  /** The kernel after the step called {@code name}. */
  public record Stage(String name, Kernel kernel) {}

  /** What is emitted. */
  public Kernel kernel() {
    return stages.get(stages.size() - 1).kernel();
  }
}
