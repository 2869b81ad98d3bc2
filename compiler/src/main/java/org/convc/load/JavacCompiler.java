package org.convc.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.convc.ir.CompilerDefect;

/** Compiles with the javac of the running JDK, in memory. */
public final class JavacCompiler implements ClassCompiler {

  private static final String RELEASE = "17";

  private final JavaCompiler javac;
  private final String classPath;

  /**
   * @param classPath where the classes that a source refers to are found, as javac's option has it
   * @throws IllegalStateException if this is a JRE without compiler
   */
  public JavacCompiler(String classPath) {
    this.javac = ToolProvider.getSystemJavaCompiler();
    this.classPath = classPath;
    if (javac == null) {
      throw new IllegalStateException(
          "no Java compiler in " + System.getProperty("java.home") + ": run on a JDK, or compile with Janino");
    }
  }

  @Override
  public Map<String, byte[]> compile(String className, String source) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Map<String, byte[]> classes = compile(className, source, diagnostics);
    if (classes.isEmpty()) {
      throw new CompilerDefect("javac refuses " + className + ": " + text(diagnostics.getDiagnostics()), source);
    }
    return classes;
  }

  /** As {@link #compile(String, String)}, with all that javac has to say; no classes where it refuses the source. */
  Map<String, byte[]> compile(String className, String source, DiagnosticCollector<JavaFileObject> diagnostics) {
    // Not --release: javac allows it only with its own file manager, and it hides incubator modules.
    List<String> options =
        new ArrayList<>(
            List.of("-source", RELEASE, "-target", RELEASE, "-classpath", classPath, "-proc:none", "-g", "-Xlint:all,-options"));
    if (source.contains(VectorModule.NAME)) {
      options.addAll(List.of("--add-modules", VectorModule.NAME));
    }
    Map<String, ByteArrayOutputStream> outputs = new TreeMap<>();
    try (JavaFileManager files = new Memory(standardFiles(diagnostics), outputs)) {
      List<Source> units = List.of(new Source(className, source));
      if (!javac.getTask(null, files, diagnostics, options, null, units).call()) {
        return Map.of();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, byte[]> classes = new TreeMap<>();
    outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  private JavaFileManager standardFiles(DiagnosticCollector<JavaFileObject> diagnostics) {
    return javac.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8);
  }

  private static String text(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    return diagnostics.stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(d -> "line " + d.getLineNumber() + ": " + d.getMessage(null))
        .collect(Collectors.joining("; "));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("memory:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> outputs;

    Memory(JavaFileManager files, Map<String, ByteArrayOutputStream> outputs) {
      super(files);
      this.outputs = outputs;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          outputs.put(name, bytes);
          return bytes;
        }
      };
    }
  }
}
