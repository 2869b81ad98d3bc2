package org.convc.build;

import java.util.List;
import java.util.function.Supplier;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.ConvException;
import org.convc.ConvModule;
import org.convc.GeneratedSource;
import org.convc.build.SourceTree.SourceFile;
import org.convc.diagnostic.Diagnostic;

/** One {@code .conv} file to Java sources. */
@FunctionalInterface
interface FileCompiler {

  /**
   * What came out of a file without mistakes.
   *
   * @param packageName empty where the file names none
   * @param sources makes them when asked, for that takes most of the time
   */
  record Compiled(String packageName, Supplier<List<GeneratedSource>> sources, List<Diagnostic> warnings) {}

  /**
   * @throws ConvException if the file has mistakes
   */
  Compiled compile(SourceFile file);

  /** As a program compiles it at run time under the same name, with the same options. */
  static FileCompiler convc(CompileOptions options) {
    return file -> {
      ConvModule module = Convc.compile(file.path(), file.name(), options);
      return new Compiled(module.packageName(), module::sources, module.warnings());
    };
  }
}
