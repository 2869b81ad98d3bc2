package org.convc.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an import finds its file. First beside the importing file, in that file's own root; where it is not there, and the path does not begin
 * with {@code ./} or {@code ../}, from the top of every root. A file that two roots have from their tops is not taken from either: which one
 * is meant must not depend on their order.
 *
 * @param roots all of them
 */
public record ImportSearch(Set<ImportRoot> roots) {

  /** Finds nothing: there is nowhere to look. */
  public static final ImportSearch NOWHERE = new ImportSearch(Set.of());

  public ImportSearch {
    roots = Collections.unmodifiableSet(new LinkedHashSet<>(roots));
  }

  /**
   * Searches.
   *
   * @param importer the file that imports; empty for a text that is nowhere
   */
  public Resolution find(Optional<Place> importer, ImportPath path) {
    List<Place> searched = new ArrayList<>();
    if (importer.isPresent()) {
      ImportRoot root = importer.get().root();
      Optional<String> beside = path.from(importer.get().path());
      if (beside.isEmpty()) {
        return new Resolution.Outside(root);
      }
      searched.add(new Place(root, beside.get()));
    }
    Resolution found = find(searched);
    if (path.relative() || !(found instanceof Resolution.Missing)) {
      return found;
    }
    List<Place> tops = roots.stream().map(root -> new Place(root, path.fromRoot())).toList();
    Resolution fromTop = find(tops);
    return fromTop instanceof Resolution.Missing ? new Resolution.Missing(all(searched, tops)) : fromTop;
  }

  private static Resolution find(List<Place> places) {
    List<Resolution.Found> found = new ArrayList<>();
    for (Place place : places) {
      try {
        place.root().find(place.path())
            .ifPresent(file -> found.add(new Resolution.Found(new Place(place.root(), file.path()), file)));
      } catch (IOException e) {
        return new Resolution.Unreadable(place, String.valueOf(e.getMessage()));
      }
    }
    if (found.isEmpty()) {
      return new Resolution.Missing(places);
    }
    return found.size() == 1 ? found.get(0) : new Resolution.Ambiguous(found.stream().map(Resolution.Found::file).toList());
  }

  private static List<Place> all(List<Place> first, List<Place> then) {
    Set<Place> all = new LinkedHashSet<>(first);
    all.addAll(then);
    return List.copyOf(all);
  }
}
