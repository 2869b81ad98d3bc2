package org.convc.pass;

import org.convc.ir.Kernel;

/** One rewrite. Returns the kernel unchanged where it does not apply. */
public interface Pass {

  Kernel apply(Kernel kernel);

  /** The name in the compiler's accounts: that of the class. */
  default String name() {
    return getClass().getSimpleName();
  }
}
