package org.convc.ir;

/** An integer variable bound by a loop or by a routine's parameter list. Within one kernel a name stands for one thing. */
public record LoopVar(String name) {

  @Override
  public String toString() {
    return name;
  }
}
