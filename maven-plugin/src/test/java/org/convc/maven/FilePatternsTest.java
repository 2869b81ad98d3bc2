package org.convc.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternsTest {

  @ParameterizedTest
  @CsvSource({
    "a.conv, true",
    "a/b/c.conv, true",
    "a/b/c.txt, false",
    "drafts/a.conv, false",
    "drafts/a/b.conv, false",
    "a/old-b.conv, false",
    ".git/a.conv, false"
  })
  void takesWhatIsIncludedAndNotExcluded(String name, boolean expected) {
    FilePatterns patterns = new FilePatterns(List.of("**/*.conv"), List.of("drafts/", "**/old-*"));

    assertEquals(expected, patterns.match(name));
  }

  @ParameterizedTest
  @CsvSource({"a.conv, true", "a/b.conv, true", "a.txt, false", "old.conv, false"})
  void whatIsEmptyIsNotGiven(String name, boolean expected) {
    FilePatterns patterns = new FilePatterns(Collections.singletonList(null), Arrays.asList(null, "old.conv"));

    assertEquals(expected, patterns.match(name));
  }
}
