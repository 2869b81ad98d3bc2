package org.convc.load;

import java.util.Map;
import java.util.TreeMap;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;
import org.convc.ir.CompilerDefect;

/** Compiles with Janino, which needs no JDK and is fast on single classes. Safe for use by several threads. */
public final class JaninoCompiler implements ClassCompiler {

  /** The newest class files that Janino writes. */
  private static final int TARGET = 8;

  private final ClassLoader parent;

  /**
   * @param parent where the classes that a source refers to are found
   */
  public JaninoCompiler(ClassLoader parent) {
    this.parent = parent;
  }

  @Override
  public Map<String, byte[]> compile(String className, String source) {
    // A compiler that several threads share mixes up their classes, so each compilation has its own.
    SimpleCompiler compiler = new SimpleCompiler();
    compiler.setParentClassLoader(parent);
    compiler.setTargetVersion(TARGET);
    compiler.setDebuggingInformation(true, true, true);
    try {
      compiler.cook(SourceName.file(className), source);
      return new TreeMap<>(compiler.getBytecodes());
    } catch (CompileException | RuntimeException e) {
      throw new CompilerDefect("Janino refuses " + className + ": " + e.getMessage(), source, e);
    }
  }
}
