package org.convc.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Some Java and the types that it names: formatted as JavaPoet's blocks of code are, and joined to one piece as soon as it is made. JavaPoet
 * keeps the blocks within a block apart, and goes through all of them whenever it prints a class, once for its imports and once for its text.
 */
final class Fragment {

  /** As JavaPoet has it: a {@code $T} for each type, and {@code $$} for a dollar sign. */
  private final String format;

  private final List<TypeName> types;

  private Fragment(String format, List<TypeName> types) {
    this.format = format;
    this.types = types;
  }

  /**
   * A fragment with the arguments at their places.
   *
   * @param format Java without a dollar sign of its own: {@code $T} takes a type, {@code $L} a fragment or anything else by its text
   */
  static Fragment of(String format, Object... arguments) {
    StringBuilder text = new StringBuilder();
    List<TypeName> types = new ArrayList<>();
    int begin = 0;
    for (Object argument : arguments) {
      int place = format.indexOf('$', begin);
      text.append(format, begin, place);
      begin = place + 2;
      if (argument instanceof TypeName type) {
        text.append("$T");
        types.add(type);
      } else if (argument instanceof Fragment inner) {
        text.append(inner.format);
        types.addAll(inner.types);
      } else if (argument instanceof CodeBlock) {
        throw new IllegalArgumentException("its types would become text: " + argument);
      } else {
        text.append(String.valueOf(argument).replace("$", "$$"));
      }
    }
    return new Fragment(text.append(format, begin, format.length()).toString(), types);
  }

  /** All of them, with the separator in between. */
  static Fragment join(List<Fragment> parts, String separator) {
    return of(String.join(separator, Collections.nCopies(parts.size(), "$L")), parts.toArray());
  }

  /** The same for JavaPoet. */
  CodeBlock block() {
    return CodeBlock.of(format, types.toArray());
  }

  /** With the full names of types. */
  @Override
  public String toString() {
    return block().toString();
  }
}
