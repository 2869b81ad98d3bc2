package org.convc.emit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** The identifiers that are taken in one scope. Siblings may use the same name, a nested scope may not take one from around it. */
final class Names {

  /** A variable of one of these names would hide the types that the code refers to. */
  private static final List<String> TYPES_AND_PACKAGES =
      List.of("Math", "Float", "Double", "Activations", "java", "org");

  private static final int LAST_NUMBER = 99;

  private final Names around;
  private final Set<String> taken = new HashSet<>();

  private Names(Names around) {
    this.around = around;
  }

  static Names empty() {
    Names names = new Names(null);
    TYPES_AND_PACKAGES.forEach(names::claim);
    return names;
  }

  Names nested() {
    return new Names(this);
  }

  /** Takes the first of the candidates that is free and no keyword, else the last one with a number or an underscore behind it. */
  String claim(String... candidates) {
    for (String candidate : candidates) {
      if (take(candidate)) {
        return candidate;
      }
    }
    String last = candidates[candidates.length - 1];
    for (int number = 2; number <= LAST_NUMBER; number++) {
      if (take(last + number)) {
        return last + number;
      }
    }
    String free = last;
    while (!take(free)) {
      free += "_";
    }
    return free;
  }

  private boolean take(String name) {
    if (!SourceVersion.isName(name, SourceVersion.RELEASE_17)) {
      return false;
    }
    for (Names scope = this; scope != null; scope = scope.around) {
      if (scope.taken.contains(name)) {
        return false;
      }
    }
    return taken.add(name);
  }
}
