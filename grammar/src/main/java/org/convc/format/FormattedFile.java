package org.convc.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;
import org.convc.diagnostic.Diagnostics;
import org.convc.parser.SourceReader;

/**
 * A file and its normal form.
 *
 * @param diagnostics of {@link Formatter#format}, with the text that was read
 * @param normalForm empty where the file cannot be read or has syntax errors
 * @param differs whether the file is not in its normal form, which has no byte order mark
 */
public record FormattedFile(Path file, Diagnostics diagnostics, Optional<String> normalForm, boolean differs) {

  /**
   * Reads a file and leaves it as it is.
   *
   * @param name how messages call the file
   * @throws IOException if the file vanishes meanwhile; a file that cannot be read otherwise has a message
   */
  public static FormattedFile of(Path file, String name) throws IOException {
    Diagnostics diagnostics = SourceReader.read(file, name);
    Optional<String> normalForm = Formatter.format(diagnostics);
    boolean differs = normalForm.isPresent() && !normalForm.get().equals(Files.readString(file));
    return new FormattedFile(file, diagnostics, normalForm, differs);
  }

  /**
   * Writes the normal form if there is one and the file differs from it. Whoever reads meanwhile sees the old text or the new one. The
   * permissions remain, and where the file is a symbolic link, what it points to is written.
   *
   * @throws IOException if the file cannot be written; it is as before then
   */
  public void write() throws IOException {
    if (!differs) {
      return;
    }
    Path target = file.toRealPath();
    Path temporary = Files.createTempFile(target.getParent(), "." + target.getFileName() + ".", ".tmp");
    try {
      Files.writeString(temporary, normalForm.orElseThrow(), StandardCharsets.UTF_8);
      PosixFileAttributeView permissions = Files.getFileAttributeView(target, PosixFileAttributeView.class);
      if (permissions != null) {
        Files.setPosixFilePermissions(temporary, permissions.readAttributes().permissions());
      }
      replace(target, temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void replace(Path target, Path by) throws IOException {
    try {
      Files.move(by, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(by, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
