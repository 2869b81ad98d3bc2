package org.convc.load;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import java.util.TreeMap;
import org.convc.ir.CompilerDefect;
import org.convc.runtime.ConvLayer;

/**
 * Turns the source of a layer's class into a layer. Each one has a class loader of its own below that of convc-runtime, which is unloaded
 * when nobody holds the layer any more. Safe for use by several threads.
 */
public final class LayerLoader {

  private final ClassCompiler compiler;
  private final int methodLimit;

  /** A loader with the usual limit for the size of methods. */
  public LayerLoader(ClassCompiler compiler) {
    this(compiler, MethodSizes.LIMIT);
  }

  /**
   * @param methodLimit the most bytes of bytecode that a method may have
   */
  public LayerLoader(ClassCompiler compiler, int methodLimit) {
    this.compiler = compiler;
    this.methodLimit = methodLimit;
  }

  /** Compiles with Janino. */
  public static LayerLoader janino() {
    return new LayerLoader(new JaninoCompiler(parent()));
  }

  /**
   * Compiles with the javac of the running JDK.
   *
   * @throws IllegalStateException if this is a JRE without compiler
   */
  public static LayerLoader javac() {
    return new LayerLoader(new JavacCompiler(runtimeClassPath()));
  }

  /**
   * The layer that a source defines.
   *
   * @param className binary name of the class in {@code source}, which has a constructor without arguments
   * @throws CompilerDefect if the source does not compile, a method is too large, or the class does not load
   */
  public ConvLayer load(String className, String source) {
    Map<String, byte[]> classes = compiler.compile(className, source);
    MethodSizes.check(classes, methodLimit, source);
    try {
      Class<?> type = new KernelClassLoader(parent(), classes).loadClass(className);
      return (ConvLayer) type.getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new CompilerDefect("loading " + className + ": " + e, source, e);
    }
  }

  /**
   * The sizes of the methods of all classes of a source, in bytes of bytecode, by the binary name of the class and then by name and
   * descriptor of the method; nothing is loaded, and nothing refused for its size.
   *
   * @throws CompilerDefect if the source does not compile
   */
  public Map<String, Map<String, Integer>> methodSizes(String className, String source) {
    Map<String, Map<String, Integer>> sizes = new TreeMap<>();
    compiler.compile(className, source).forEach((name, bytes) -> sizes.put(name, MethodSizes.of(bytes)));
    return sizes;
  }

  /** The most bytes of bytecode that a method may have. */
  public int methodLimit() {
    return methodLimit;
  }

  private static ClassLoader parent() {
    return ConvLayer.class.getClassLoader();
  }

  /** Where convc-runtime comes from; the class path of the program where its loader does not tell. */
  private static String runtimeClassPath() {
    CodeSource source = ConvLayer.class.getProtectionDomain().getCodeSource();
    if (source != null && "file".equals(source.getLocation().getProtocol())) {
      try {
        return Path.of(source.getLocation().toURI()).toString();
      } catch (URISyntaxException e) {
        throw new IllegalStateException("class path of convc-runtime", e);
      }
    }
    return System.getProperty("java.class.path", "." + File.separator);
  }
}
