package org.convc.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/** One of the two compilations that Maven does for a project. */
enum Compilation {
  MAIN("compile", List.of("release"), List.of("maven.compiler.release")) {
    @Override
    void addSources(MavenProject project, File folder) {
      project.addCompileSourceRoot(folder.getPath());
    }

    @Override
    List<String> sourceRoots(MavenProject project) {
      return project.getCompileSourceRoots();
    }
  },

  TEST("testCompile", List.of("testRelease", "release"), List.of("maven.compiler.testRelease", "maven.compiler.release")) {
    @Override
    void addSources(MavenProject project, File folder) {
      project.addTestCompileSourceRoot(folder.getPath());
    }

    @Override
    List<String> sourceRoots(MavenProject project) {
      return project.getTestCompileSourceRoots();
    }
  };

  private final String goal;
  private final List<String> releaseParameters;
  private final List<String> releaseProperties;

  Compilation(String goal, List<String> releaseParameters, List<String> releaseProperties) {
    this.goal = goal;
    this.releaseParameters = releaseParameters;
    this.releaseProperties = releaseProperties;
  }

  /** Of the {@code maven-compiler-plugin}. */
  String goal() {
    return goal;
  }

  /** Parameters of that goal that become {@code --release}, the decisive one first. */
  List<String> releaseParameters() {
    return releaseParameters;
  }

  /** Properties with the same effect. */
  List<String> releaseProperties() {
    return releaseProperties;
  }

  /** Whether classes of a dependency that Maven has resolved can be used. */
  boolean sees(Artifact dependency) {
    return this == TEST || !List.of(Artifact.SCOPE_TEST, Artifact.SCOPE_RUNTIME).contains(String.valueOf(dependency.getScope()));
  }

  abstract void addSources(MavenProject project, File folder);

  abstract List<String> sourceRoots(MavenProject project);
}
