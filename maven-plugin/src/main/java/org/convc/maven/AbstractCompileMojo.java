package org.convc.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.convc.build.BuildOptions;
import org.convc.build.ClassPath;

/** What the goals share that compile files: how. */
abstract class AbstractCompileMojo extends AbstractConvMojo {

  /**
   * The widths of the vectors that the classes have kernels for, in bits: some of 128, 256 and 512, such as {@code
   * <vectorBits>128,256,512</vectorBits>}. All classes have kernels for plain arrays besides. Without this parameter, files
   * say which widths they want, and have plain arrays alone where they say nothing. When it is constructed, a layer takes
   * the kernels for the widest vectors that the machine prefers, or those for plain arrays where the program runs without
   * {@code --add-modules jdk.incubator.vector}.
   *
   * <p>The sources of kernels with vectors use the module {@code jdk.incubator.vector}, of which {@code javac} has to
   * be told. It is not among those of {@code release}, so the {@code maven-compiler-plugin} is configured without that
   * (nor is there a property {@code maven.compiler.release}), but with
   *
   * <pre>{@code
   * <source>17</source>
   * <target>17</target>
   * <compilerArgs>
   *   <arg>--add-modules</arg>
   *   <arg>jdk.incubator.vector</arg>
   * </compilerArgs>
   * }</pre>
   *
   * <p>A project with a {@code module-info.java} writes {@code requires static jdk.incubator.vector;} into it instead
   * of the arguments.
   */
  @Parameter(property = "convc.vectorBits")
  private List<Integer> vectorBits = List.of();

  /**
   * Options that count whatever the files say, by the names that files give them: {@code <options><accuracy>50</accuracy></options>}. The
   * language reference has all of them.
   */
  @Parameter
  private Map<String, String> options = Map.of();

  /**
   * How the files of a folder are compiled.
   *
   * @throws MojoFailureException if an option does not exist, or has no such value
   */
  final BuildOptions buildOptions(File sources, Compilation compilation) throws MojoFailureException {
    List<Path> classPath = project().getArtifacts().stream()
        .filter(compilation::sees)
        .map(Artifact::getFile)
        .filter(Objects::nonNull)
        .map(File::toPath)
        .toList();
    // What is empty in a pom.xml is null here, such as an inherited option that a project takes back.
    List<Integer> widths = vectorBits.stream().filter(Objects::nonNull).toList();
    Map<String, String> given = new TreeMap<>(options);
    given.values().removeIf(Objects::isNull);
    BuildOptions built = new BuildOptions(widths, given, sources.toPath(), new ClassPath(classPath));
    try {
      built.settings();
      return built;
    } catch (IllegalArgumentException e) {
      throw new MojoFailureException("The configuration of convc-maven-plugin has a mistake: " + e.getMessage());
    }
  }
}
