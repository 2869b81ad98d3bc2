package org.convc.ir;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The coefficients of an {@link Affine} by its variables, none of them 0. Passes make and compare these more than anything else, and hardly
 * one has more than four: they are looked up one after the other, and expressions that differ in their constant alone share them.
 */
final class Terms extends AbstractMap<LoopVar, Integer> {

  static final Terms NONE = new Terms(List.of());

  private final List<Map.Entry<LoopVar, Integer>> entries;

  private Terms(List<Map.Entry<LoopVar, Integer>> entries) {
    this.entries = entries;
  }

  static Terms of(LoopVar variable) {
    return new Terms(List.of(Map.entry(variable, 1)));
  }

  /** The same terms in the same order. */
  static Terms copyOf(Map<LoopVar, Integer> terms) {
    if (terms instanceof Terms same) {
      return same;
    }
    if (terms.containsValue(0)) {
      throw new IllegalArgumentException("zero coefficient in " + terms);
    }
    return new Terms(terms.entrySet().stream().map(e -> Map.entry(e.getKey(), e.getValue())).toList());
  }

  /** The sum: terms that become 0 are dropped, new ones stand behind those that were there. */
  Terms plus(Terms other) {
    if (other.isEmpty() || isEmpty()) {
      return isEmpty() ? other : this;
    }
    List<Map.Entry<LoopVar, Integer>> sum = new ArrayList<>(entries);
    for (Map.Entry<LoopVar, Integer> added : other.entries) {
      int at = indexOf(added.getKey());
      if (at < 0) {
        sum.add(added);
      } else {
        sum.set(at, Map.entry(added.getKey(), Math.addExact(entries.get(at).getValue(), added.getValue())));
      }
    }
    sum.removeIf(term -> term.getValue() == 0);
    return new Terms(List.copyOf(sum));
  }

  /**
   * @param factor not 0
   */
  Terms times(int factor) {
    if (factor == 1 || isEmpty()) {
      return this;
    }
    List<Map.Entry<LoopVar, Integer>> product = new ArrayList<>(entries.size());
    for (Map.Entry<LoopVar, Integer> term : entries) {
      product.add(Map.entry(term.getKey(), Math.multiplyExact(term.getValue(), factor)));
    }
    return new Terms(List.copyOf(product));
  }

  /** Those before the place of a variable, which is among them. */
  Terms before(LoopVar variable) {
    return new Terms(List.copyOf(entries.subList(0, indexOf(variable))));
  }

  /** Those behind the place of a variable, which is among them. */
  Terms after(LoopVar variable) {
    return new Terms(List.copyOf(entries.subList(indexOf(variable) + 1, entries.size())));
  }

  private int indexOf(Object variable) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).getKey().equals(variable)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public Integer get(Object variable) {
    int at = indexOf(variable);
    return at < 0 ? null : entries.get(at).getValue();
  }

  @Override
  public boolean containsKey(Object variable) {
    return indexOf(variable) >= 0;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public Set<Map.Entry<LoopVar, Integer>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<LoopVar, Integer>> iterator() {
        return entries.iterator();
      }

      @Override
      public int size() {
        return entries.size();
      }
    };
  }
}
