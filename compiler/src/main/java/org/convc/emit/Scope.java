package org.convc.emit;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.convc.ir.LoopVar;

/** What is declared at one point of a method: the Java names of loop variables, locals and arrays, and the addresses at hand. */
final class Scope {

  final Names names;
  private final Map<LoopVar, String> variables;
  private final Map<LoopVar, Integer> binders;
  private final Map<String, String> locals;
  private final Map<String, String> arrays;
  private final Map<Address, Fragment> addresses;

  private Scope(Scope outer, Names names) {
    this.names = names;
    this.variables = outer == null ? new HashMap<>() : new HashMap<>(outer.variables);
    this.binders = outer == null ? new HashMap<>() : new HashMap<>(outer.binders);
    this.locals = outer == null ? new HashMap<>() : new HashMap<>(outer.locals);
    this.arrays = outer == null ? new HashMap<>() : new HashMap<>(outer.arrays);
    this.addresses = outer == null ? new HashMap<>() : new HashMap<>(outer.addresses);
  }

  static Scope ofMethod() {
    return new Scope(null, Names.empty());
  }

  /** The inside of a pair of braces. */
  Scope nested() {
    return new Scope(this, names.nested());
  }

  /**
   * @param binder the number of the loop that binds the variable
   */
  String declare(LoopVar variable, int binder) {
    String name = names.claim(variable.name());
    variables.put(variable, name);
    binders.put(variable, binder);
    return name;
  }

  String declareLocal(String local) {
    String name = names.claim(local);
    locals.put(local, name);
    return name;
  }

  String declareArray(String buffer) {
    String name = names.claim(buffer);
    arrays.put(buffer, name);
    return name;
  }

  void define(Address address, Fragment code) {
    addresses.put(address, code);
  }

  Fragment variable(LoopVar variable) {
    return Fragment.of("$L", variables.get(variable));
  }

  /** The numbers of the loops that bind the variables. */
  Map<LoopVar, Integer> binders() {
    return Collections.unmodifiableMap(binders);
  }

  boolean binds(LoopVar variable) {
    return variables.containsKey(variable);
  }

  String local(String name) {
    return locals.get(name);
  }

  String array(String buffer) {
    return arrays.get(buffer);
  }

  Fragment address(Address address) {
    return addresses.get(address);
  }
}
