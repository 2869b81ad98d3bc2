package org.convc.build;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.convc.build.BuildMemory.Made;
import org.convc.build.SourceTree.SourceFile;

/** Which file each class of a tree comes from; two files must not make one class. */
final class DeclaredClasses {

  private record Declared(SourceFile file, Made source) {}

  /** By the path in one case: some file systems keep only one of {@code Up.java} and {@code UP.java}. */
  private final Map<String, Declared> byPath = new HashMap<>();

  /** Adds a class. An error if there is one of that name. */
  Optional<Message> add(SourceFile file, Made source) {
    String key = source.path().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    Declared earlier = byPath.putIfAbsent(key, new Declared(file, source));
    return Optional.ofNullable(earlier).map(other -> Message.error(file, source.line(), clash(source, other)));
  }

  private static String clash(Made source, Declared earlier) {
    String place = Message.shownName(earlier.file()) + ":" + earlier.source().line();
    return source.path().equals(earlier.source().path())
        ? "class " + source.className() + " is also made from " + place
        : "class " + source.className() + " differs only in case from " + earlier.source().className()
            + ", which is made from " + place;
  }
}
