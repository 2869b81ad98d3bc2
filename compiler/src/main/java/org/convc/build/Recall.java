package org.convc.build;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.convc.build.BuildMemory.Remembered;
import org.convc.build.SourceTree.SourceFile;

/** Finds in the memory of earlier builds what need not be made again. */
final class Recall {

  private final OutputTree output;
  private final BuildMemory earlier;
  private final String circumstances;

  /**
   * @param circumstances a digest of what sources follow from besides the text of their file
   */
  Recall(OutputTree output, String circumstances) throws IOException {
    this.output = output;
    this.earlier = output.memory();
    this.circumstances = circumstances;
  }

  /** Of everything that the sources of a file follow from; empty where the file cannot be read, or its name not be remembered. */
  Optional<String> digest(SourceFile file) {
    if (file.name().chars().anyMatch(Character::isISOControl)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Digests().add(circumstances).add(file.name()).add(Files.readAllBytes(file.path())).result());
    } catch (IOException theCompilerReportsIt) {
      return Optional.empty();
    }
  }

  /** What was made of a file, if it would come out the same again, and is all there as it was made. */
  Optional<Remembered> find(SourceFile file, String digest) {
    return earlier.of(file.name())
        .filter(remembered -> remembered.digest().equals(digest))
        .filter(remembered -> remembered.sources().stream().allMatch(output::holds));
  }
}
