package org.convc.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileFailuresTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("a"), "a: no such file"),
        Arguments.of(new AccessDeniedException("a"), "a: not allowed"),
        Arguments.of(new NotDirectoryException("a"), "a: not a folder"),
        Arguments.of(new FileSystemLoopException("a"), "a: a link to a folder that it is in"),
        Arguments.of(new FileAlreadyExistsException("a"), "a: is in the way"),
        Arguments.of(new FileAlreadyExistsException("a", null, "by hand"), "a: by hand"),
        Arguments.of(new FileSystemException("a", null, "No space left on device"), "a: No space left on device"),
        Arguments.of(new IOException("Stream closed"), "Stream closed"),
        Arguments.of(new IOException(), "java.io.IOException"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysWhichFileAndWhy(IOException failure, String expected) {
    assertEquals(expected, FileFailures.message(failure));
  }
}
