package org.convc.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImportSearchTest {

  private static final ImportRoot OWN =
      ImportRoot.texts(Map.of("main.conv", "", "both.conv", "own", "a/near.conv", "", "a/both.conv", "near", "top.conv", ""));
  private static final ImportRoot LIBRARY = ImportRoot.texts(Map.of("both.conv", "library", "lib/only.conv", ""));

  private static Resolution find(String importer, String path, ImportRoot... roots) {
    Optional<Place> place = Optional.ofNullable(importer).map(p -> new Place(OWN, p));
    return new ImportSearch(new LinkedHashSet<>(List.of(roots))).find(place, ImportPath.of(path));
  }

  private static String found(Resolution resolution) {
    Resolution.Found found = assertInstanceOf(Resolution.Found.class, resolution);
    return (found.place().root() == OWN ? "own " : "library ") + found.place().path();
  }

  @Test
  void looksBesideTheFileFirst() {
    assertEquals("own a/both.conv", found(find("a/x.conv", "both.conv", OWN, LIBRARY)));
    assertEquals("own both.conv", found(find("x.conv", "both.conv", OWN, LIBRARY)));
    assertEquals("own both.conv", found(find("a/x.conv", "../both.conv", OWN, LIBRARY)));
  }

  @Test
  void thenFromTheTopOfEveryRoot() {
    assertEquals("own top.conv", found(find("a/x.conv", "top.conv", OWN, LIBRARY)));
    assertEquals("library lib/only.conv", found(find("a/x.conv", "lib/only.conv", OWN, LIBRARY)));
    assertEquals("library lib/only.conv", found(find(null, "lib/only.conv", OWN, LIBRARY)));
  }

  @Test
  void relativePathsAreAboutOneFolder() {
    Resolution.Missing missing = assertInstanceOf(Resolution.Missing.class, find("a/x.conv", "./top.conv", OWN, LIBRARY));
    assertEquals(List.of(new Place(OWN, "a/top.conv")), missing.searched());
  }

  @Test
  void doesNotChooseAmongRoots() {
    assertEquals(2, assertInstanceOf(Resolution.Ambiguous.class, find("b/x.conv", "both.conv", OWN, LIBRARY)).files().size());
    assertEquals(2, assertInstanceOf(Resolution.Ambiguous.class, find(null, "both.conv", LIBRARY, OWN)).files().size());
  }

  @Test
  void theSameRootTwiceIsOne() {
    ImportSearch search = new ImportSearch(Set.of(LIBRARY));
    assertEquals("library both.conv", found(search.find(Optional.empty(), ImportPath.of("both.conv"))));
    assertEquals("library both.conv", found(find(null, "both.conv", LIBRARY, ImportRoot.texts(Map.of()))));
  }

  @Test
  void tellsWhereItLooked() {
    Resolution.Missing missing = assertInstanceOf(Resolution.Missing.class, find("a/x.conv", "no.conv", OWN, LIBRARY));
    assertEquals(List.of(new Place(OWN, "a/no.conv"), new Place(OWN, "no.conv"), new Place(LIBRARY, "no.conv")), missing.searched());
    assertEquals(new Resolution.Missing(List.of()), find(null, "no.conv"));
  }

  @Test
  void staysInTheRoot() {
    assertEquals(new Resolution.Outside(OWN), find("a/x.conv", "../../up.conv", OWN, LIBRARY));
  }

  @Test
  void aRootThatFailsIsTold() {
    ImportRoot damaged = path -> {
      throw new IOException("damaged");
    };
    assertEquals(new Resolution.Unreadable(new Place(damaged, "a.conv"), "damaged"), find("x.conv", "a.conv", OWN, damaged));
  }
}
