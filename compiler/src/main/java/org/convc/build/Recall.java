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
  private final BuildOptions options;
  private final String circumstances;

  /** Computed when first needed. */
  private String imports;

  Recall(OutputTree output, BuildOptions options) throws IOException {
    this.output = output;
    this.earlier = output.memory();
    this.options = options;
    this.circumstances = options.digest();
  }

  /** Whether builds can remember a file: one that can be read, and whose name fits into a line of the memory. */
  static boolean canRemember(SourceFile file) {
    return Files.isReadable(file.path()) && file.name().chars().noneMatch(Character::isISOControl);
  }

  /**
   * Of everything that the sources of a file follow from.
   *
   * @param imports whether it imports others: then all that it could import counts, as more files may make a path ambiguous
   */
  String digest(SourceFile file, boolean imports) throws IOException {
    Digests digests = new Digests().add(circumstances).add(file.name()).add(Files.readAllBytes(file.path()));
    return imports ? digests.add(imports()).result() : digests.result();
  }

  /** What was made of a file, if it would come out the same again, and is all there as it was made. */
  Optional<Remembered> find(SourceFile file) throws IOException {
    Optional<Remembered> found = earlier.of(file.name());
    if (found.isEmpty() || !found.get().digest().equals(digest(file, found.get().imports()))) {
      return Optional.empty();
    }
    return found.filter(remembered -> remembered.sources().stream().allMatch(output::holds));
  }

  private String imports() throws IOException {
    if (imports == null) {
      imports = options.importDigest();
    }
    return imports;
  }
}
