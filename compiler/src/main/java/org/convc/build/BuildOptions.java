package org.convc.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.convc.CompileOptions;
import org.convc.OptionException;

/**
 * How a build compiles: for machines that are not known yet.
 *
 * @param vectorBits the widths of vectors that classes have kernels for, besides those for plain arrays; where there are none, files decide
 * @param options what counts whatever files say, by the names of the language
 * @param sources the folder that imports may reach all of
 * @param classPath where else imports are looked for
 */
public record BuildOptions(List<Integer> vectorBits, Map<String, String> options, Path sources, ClassPath classPath) {

  public BuildOptions {
    vectorBits = vectorBits.stream().sorted().distinct().toList();
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /**
   * The same for the compiler.
   *
   * @throws OptionException if there is no such option, or it has no such value
   * @throws IllegalArgumentException if there are no vectors of such a width
   * @throws IOException if a jar cannot be read
   */
  public CompileOptions compileOptions() throws IOException {
    return settings().withSourceRoot(sources).withImportPath(classPath.roots());
  }

  /**
   * The same without the places of imports, to find mistakes in the options early.
   *
   * @throws OptionException if there is no such option, or it has no such value
   * @throws IllegalArgumentException if there are no vectors of such a width
   */
  public CompileOptions settings() {
    CompileOptions settings = CompileOptions.defaults();
    settings = vectorBits.isEmpty() ? settings.forAnyMachine() : settings.withTwins(vectorBits);
    for (Map.Entry<String, String> option : options.entrySet()) {
      settings = settings.with(option.getKey(), option.getValue());
    }
    return settings;
  }

  /** Of what a file's sources follow from, apart from its text and what it imports. */
  String digest() throws IOException {
    return Digests.of(CompilerIdentity.digest(), vectorBits.toString(), options.toString());
  }

  /** Of everything that a file can import. */
  String importDigest() throws IOException {
    return Digests.of(ClassPath.digestOfFolder(sources), classPath.digest());
  }
}
