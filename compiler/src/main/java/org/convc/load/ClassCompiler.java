package org.convc.load;

import java.util.Map;

/** Compiles one Java source in memory. */
public interface ClassCompiler {

  /**
   * @param className binary name of the public class in {@code source}
   * @return the classes of the source: bytes by binary name
   * @throws org.convc.ir.CompilerDefect if the compiler refuses the source
   */
  Map<String, byte[]> compile(String className, String source);
}
