package org.convc.maven;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.convc.build.Generation;
import org.convc.build.OutputTree;
import org.convc.build.SourceTree;

/** What the goals share that compile files: how. */
abstract class AbstractCompileMojo extends AbstractConvMojo {

  /**
   * The widths of the vectors that the classes have kernels for, in bits: some of 128, 256 and 512, such as {@code
   * <vectorBits>128,256,512</vectorBits>}. All classes have kernels for plain arrays besides; without widths, which is
   * the default, they have no others. When it is constructed, a layer takes the kernels for the widest vectors that the
   * machine prefers, or those for plain arrays where the program runs without {@code --add-modules
   * jdk.incubator.vector}.
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
   * Compiles files.
   *
   * @param output where earlier builds have written the sources; empty where nothing is to be written
   */
  final Generation generation(SourceTree sources, Optional<OutputTree> output) throws IOException, MojoFailureException {
    try {
      return output.isPresent() ? Generation.of(sources, vectorBits, output.get()) : Generation.of(sources, vectorBits);
    } catch (IllegalArgumentException e) {
      throw new MojoFailureException("vectorBits: " + e.getMessage());
    }
  }
}
