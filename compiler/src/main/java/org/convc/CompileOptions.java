package org.convc;

import java.util.Objects;

/** How layers are compiled at run time. Immutable. */
public final class CompileOptions {

  /** Which Java compiler turns the generated source into classes. The source is the same. */
  public enum JavaCompiler {
    /** Janino, part of convc: fast, and works on a plain runtime. */
    JANINO,
    /** The JDK's own, where the program runs on a JDK. */
    JAVAC
  }

  private static final CompileOptions DEFAULTS = new CompileOptions(JavaCompiler.JANINO);

  private final JavaCompiler javaCompiler;

  private CompileOptions(JavaCompiler javaCompiler) {
    this.javaCompiler = javaCompiler;
  }

  public static CompileOptions defaults() {
    return DEFAULTS;
  }

  public JavaCompiler javaCompiler() {
    return javaCompiler;
  }

  public CompileOptions withJavaCompiler(JavaCompiler compiler) {
    return new CompileOptions(Objects.requireNonNull(compiler, "compiler"));
  }
}
