package org.convc.emit;

import com.palantir.javapoet.NameAllocator;
import java.util.List;

/** The identifiers that are taken in one scope. Siblings may use the same name, a nested scope may not take one from around it. */
final class Names {

  /** A variable of one of these names would hide the types that the code refers to. */
  private static final List<String> TYPES_AND_PACKAGES =
      List.of("Math", "Float", "Double", "Activations", "java", "org");

  private static final int LAST_NUMBER = 99;

  private NameAllocator allocator;

  private Names(NameAllocator allocator) {
    this.allocator = allocator;
  }

  static Names empty() {
    Names names = new Names(new NameAllocator());
    TYPES_AND_PACKAGES.forEach(names::claim);
    return names;
  }

  Names nested() {
    return new Names(allocator.clone());
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
    return allocator.newName(last);
  }

  private boolean take(String name) {
    NameAllocator attempt = allocator.clone();
    if (!attempt.newName(name).equals(name)) {
      return false;
    }
    allocator = attempt;
    return true;
  }
}
