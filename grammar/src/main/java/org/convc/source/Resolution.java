package org.convc.source;

import java.util.List;

/** What the search for an imported file came to. */
public sealed interface Resolution {

  /** It was found, in one place. */
  record Found(Place place, ImportedFile file) implements Resolution {}

  /** The path leaves the root that the importing file is in. */
  record Outside(ImportRoot root) implements Resolution {}

  /**
   * No root has it.
   *
   * @param searched the places, in order; none where a text imports that is in no folder, and no other root is known
   */
  record Missing(List<Place> searched) implements Resolution {
    public Missing {
      searched = List.copyOf(searched);
    }
  }

  /** Several roots have it, and nothing says which is meant. */
  record Ambiguous(List<ImportedFile> files) implements Resolution {
    public Ambiguous {
      files = List.copyOf(files);
    }
  }

  /** Something is there that is no file to be read. */
  record Unreadable(Place place, String reason) implements Resolution {}
}
