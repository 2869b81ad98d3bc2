package org.convc.maven;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.convc.build.Generation;
import org.convc.build.OutputTree;
import org.convc.build.SourceTree;

/**
 * Makes Java sources from {@code .conv} files, one class for each layer, which need nothing but {@code convc-runtime}. Nothing is written
 * unless all files are right; nothing is touched that already is as it should be.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractConvMojo {

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /** Where the Java sources go, in folders by package. It is compiled with the sources of the project. */
  @Parameter(defaultValue = "${project.build.directory}/generated-sources/conv")
  private File outputDirectory;

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

  @Override
  void run(SourceTree sources) throws IOException, MojoFailureException {
    project().addCompileSourceRoot(outputDirectory.getPath());
    Generation generation = generation(sources);
    log(generation.messages());
    if (generation.hasErrors()) {
      throw new MojoFailureException(generation.errorCount() + "; nothing was written");
    }
    OutputTree.Result result =
        new OutputTree(outputDirectory.toPath(), execution.getExecutionId()).update(generation.sources());
    if (!sources.isEmpty() || result.removed() > 0) {
      getLog().info("Layers: " + result + ".");
    }
  }

  private Generation generation(SourceTree sources) throws MojoFailureException {
    try {
      return Generation.of(sources, vectorBits);
    } catch (IllegalArgumentException e) {
      throw new MojoFailureException("vectorBits: " + e.getMessage());
    }
  }
}
