package org.convc.build;

import java.io.IOException;
import org.convc.build.SourceTree.SourceFile;

/** Opens the jars of the class path with the first file that is to be compiled, which in many builds none is. */
final class LateCompiler implements FileCompiler {

  private final BuildOptions options;
  private FileCompiler compiler;

  LateCompiler(BuildOptions options) {
    this.options = options;
  }

  @Override
  public Compiled compile(SourceFile file) throws IOException {
    if (compiler == null) {
      compiler = FileCompiler.convc(options.compileOptions());
    }
    return compiler.compile(file);
  }
}
