package org.convc.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Whether {@code javac} will find the module of the Vector API, as the {@code maven-compiler-plugin} is configured. Maven fixes that
 * configuration before the first goal runs, so this plugin cannot change it, but it can say early and exactly what to change.
 */
final class VectorCompilation {

  private static final String MODULE = "jdk.incubator.vector";
  private static final String COMPILER_GROUP = "org.apache.maven.plugins";
  private static final String COMPILER = "maven-compiler-plugin";
  private static final String OLDEST_RELEASE = "17";

  private static final String REASON =
      "Some generated kernels use vectors, and javac will not find the module " + MODULE + " that these need. ";

  private static final String RELEASE = """
      "release" hides it: remove the parameter <release> of maven-compiler-plugin and the property maven.compiler.release, or leave them empty \
      where they are inherited.
      """;

  private static final String SOURCE_AND_TARGET = """
            <source>%s</source>
            <target>%s</target>
      """;

  private static final String ARGUMENTS = """
      Configure maven-compiler-plugin in the pom.xml with
        <plugin>
          <groupId>org.apache.maven.plugins</groupId>
          <artifactId>maven-compiler-plugin</artifactId>
          <configuration>
      %s      <compilerArgs>
              <arg>--add-modules</arg>
              <arg>jdk.incubator.vector</arg>
            </compilerArgs>
          </configuration>
        </plugin>""";

  private static final String REQUIRES = "Write into %s\n  requires static " + MODULE + ";";

  private final MavenProject project;
  private final Properties userProperties;
  private final Compilation compilation;

  /**
   * @param userProperties from the command line
   */
  VectorCompilation(MavenProject project, Properties userProperties, Compilation compilation) {
    this.project = project;
    this.userProperties = userProperties;
    this.compilation = compilation;
  }

  /**
   * Says what is missing.
   *
   * @throws MojoFailureException if anything is, in all executions that compile the sources
   */
  void check() throws IOException, MojoFailureException {
    List<Xpp3Dom> configurations = configurations();
    Optional<Path> module = moduleInfo();
    boolean required = module.isPresent() && Files.readString(module.get()).contains(MODULE);
    String advice = "";
    for (Xpp3Dom configuration : configurations) {
      Optional<String> release = release(configuration);
      boolean told = module.isPresent() ? required : addsModule(configuration);
      if (told && release.isEmpty()) {
        return;
      }
      String add = told ? "" : module.map(file -> String.format(REQUIRES, file)).orElseGet(() -> arguments(configuration, release));
      advice = (release.isPresent() ? RELEASE : "") + add;
    }
    if (!configurations.isEmpty()) {
      throw new MojoFailureException(REASON + advice.strip());
    }
  }

  /** The configuration of each execution that compiles these sources. */
  private List<Xpp3Dom> configurations() {
    List<Xpp3Dom> configurations = new ArrayList<>();
    Plugin plugin = project.getPlugin(Plugin.constructKey(COMPILER_GROUP, COMPILER));
    List<PluginExecution> executions = plugin == null ? List.of() : plugin.getExecutions();
    for (PluginExecution execution : executions) {
      if (execution.getGoals().contains(compilation.goal()) && !"none".equals(execution.getPhase())) {
        Xpp3Dom found = project.getGoalConfiguration(COMPILER_GROUP, COMPILER, execution.getId(), compilation.goal());
        configurations.add(found == null ? new Xpp3Dom("configuration") : found);
      }
    }
    return configurations;
  }

  private Optional<Path> moduleInfo() {
    return compilation.sourceRoots(project).stream().map(root -> new File(root, "module-info.java").toPath()).filter(Files::exists).findFirst();
  }

  private Optional<String> release(Xpp3Dom configuration) {
    List<Optional<String>> values = new ArrayList<>();
    compilation.releaseParameters().forEach(name -> values.add(value(configuration, name)));
    compilation.releaseProperties().forEach(name -> values.add(property(name)));
    return values.stream().flatMap(Optional::stream).findFirst();
  }

  private static boolean addsModule(Xpp3Dom configuration) {
    List<String> arguments = new ArrayList<>();
    Xpp3Dom list = configuration.getChild("compilerArgs");
    if (list != null) {
      Arrays.stream(list.getChildren()).map(Xpp3Dom::getValue).filter(value -> value != null).map(String::strip).forEach(arguments::add);
    }
    value(configuration, "compilerArgument").ifPresent(line -> arguments.addAll(List.of(line.split("\\s+"))));
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String modules = argument.equals("--add-modules") && i + 1 < arguments.size()
          ? arguments.get(i + 1)
          : argument.startsWith("--add-modules=") ? argument.substring(argument.indexOf('=') + 1) : "";
      List<String> names = List.of(modules.split(","));
      if (names.contains(MODULE) || names.contains("ALL-SYSTEM")) {
        return true;
      }
    }
    return false;
  }

  private String arguments(Xpp3Dom configuration, Optional<String> release) {
    boolean hasSource = value(configuration, "source").or(() -> property("maven.compiler.source")).isPresent();
    String level = release.orElse(OLDEST_RELEASE);
    return String.format(ARGUMENTS, hasSource ? "" : String.format(SOURCE_AND_TARGET, level, level));
  }

  private static Optional<String> value(Xpp3Dom configuration, String name) {
    Xpp3Dom child = configuration.getChild(name);
    return Optional.ofNullable(child).map(Xpp3Dom::getValue).map(String::strip).filter(value -> !value.isEmpty());
  }

  /** What the command line says goes before what the project says. */
  private Optional<String> property(String name) {
    String value = userProperties.getProperty(name, project.getProperties().getProperty(name));
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }
}
