package org.convc.analysis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.convc.syntax.ConvFile;
import org.convc.syntax.Declaration;

/** The constants that are declared so far, and where all of the file are. Not immutable: it grows along the file. */
final class ConstantTable {

  private final Map<String, Declaration.Constant> all = new HashMap<>();
  private final Map<String, OptionalLong> known = new LinkedHashMap<>();
  private final Set<String> reported = new HashSet<>();
  private final Set<String> used = new HashSet<>();

  ConstantTable(ConvFile file) {
    for (Declaration declaration : file.declarations()) {
      if (declaration instanceof Declaration.Constant constant) {
        all.putIfAbsent(constant.name().text(), constant);
      }
    }
  }

  /** The first declaration of a name in the whole file, or null. */
  Declaration.Constant declaration(String name) {
    return all.get(name);
  }

  /** Declares a constant. One whose value is in error is declared with no value, so that its uses give no messages. */
  void declare(String name, OptionalLong value) {
    known.put(name, value);
  }

  boolean isDeclared(String name) {
    return known.containsKey(name);
  }

  /** The value of a declared constant; empty where its declaration is in error. */
  OptionalLong value(String name) {
    used.add(name);
    return known.get(name);
  }

  /** The declarations whose values nobody has asked for, in the order of the file. */
  List<Declaration.Constant> unused() {
    return known.keySet().stream().filter(name -> !used.contains(name)).map(all::get).toList();
  }

  /** Whether a name without a value is now reported for the first time: leaving out one declaration is one mistake. */
  boolean reportsFirst(String name) {
    return reported.add(name);
  }

  /** The names that are declared so far. */
  Set<String> names() {
    return known.keySet();
  }
}
