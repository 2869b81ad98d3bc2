package org.convc.build;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Files that cannot be read or written, in words: the messages of these exceptions are mostly only the name of the file. */
public final class FileFailures {

  private FileFailures() {}

  /** One line, which names the file. */
  public static String message(IOException failure) {
    return failure instanceof FileSystemException files ? files.getFile() + ": " + reason(files) : reason(failure);
  }

  /** What has happened, for messages that name the file themselves. */
  public static String reason(IOException failure) {
    if (!(failure instanceof FileSystemException files)) {
      return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "not allowed";
    }
    if (failure instanceof NotDirectoryException) {
      return "not a folder";
    }
    if (failure instanceof FileSystemLoopException) {
      return "a link to a folder that it is in";
    }
    if (failure instanceof FileAlreadyExistsException && files.getReason() == null) {
      return "is in the way";
    }
    return files.getReason() == null ? failure.getClass().getSimpleName() : files.getReason();
  }
}
