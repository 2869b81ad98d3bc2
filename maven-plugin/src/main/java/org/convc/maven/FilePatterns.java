package org.convc.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.codehaus.plexus.util.DirectoryScanner;
import org.codehaus.plexus.util.MatchPatterns;

/** Includes and excludes as all plugins understand them; what version control and editors leave behind is always excluded. */
final class FilePatterns {

  /** What is included where nothing is named. */
  static final String DEFAULT = "**/*.conv";

  private final MatchPatterns includes;
  private final MatchPatterns excludes;

  FilePatterns(List<String> includes, List<String> excludes) {
    List<String> wanted = given(includes);
    this.includes = patterns(wanted.isEmpty() ? List.of(DEFAULT) : wanted);
    List<String> unwanted = new ArrayList<>(given(excludes));
    Collections.addAll(unwanted, DirectoryScanner.DEFAULTEXCLUDES);
    this.excludes = patterns(unwanted);
  }

  /**
   * @param name with {@code /}
   */
  boolean match(String name) {
    String path = name.replace('/', File.separatorChar);
    return includes.matches(path, true) && !excludes.matches(path, true);
  }

  /** What is empty in a pom.xml is null here. */
  private static List<String> given(List<String> patterns) {
    return patterns.stream().filter(Objects::nonNull).toList();
  }

  private static MatchPatterns patterns(List<String> patterns) {
    return MatchPatterns.from(patterns.stream().map(FilePatterns::normal).toList());
  }

  /** With the separators of this system; a pattern that ends in one means everything below. */
  private static String normal(String pattern) {
    String normal = pattern.trim().replace('/', File.separatorChar).replace('\\', File.separatorChar);
    return normal.endsWith(File.separator) ? normal + "**" : normal;
  }
}
