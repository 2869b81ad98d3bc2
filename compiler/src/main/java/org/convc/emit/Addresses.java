package org.convc.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * The index arithmetic of one method. An address is built up along the loop nest: where a variable becomes known, a local receives what is
 * known of the offset so far, so that innermost bodies add nothing but constants.
 *
 * <pre>
 *   x[n, ic, 2*oy + ky - 3, ox]   =>   int xItem = n * X_ITEM;                          // in the loop over n
 *                                      int xOy = xItem + (2 * oy - 3) * X_ROW;          // in the loop over oy
 *                                      int xPlane = xOy + ic * X_PLANE;                 // in the loop over ic
 *                                      ... x[xPlane + ky * X_ROW + ox]
 * </pre>
 */
final class Addresses {

  /** What short names of loop variables mean, where the subscript does not say it. */
  private static final Map<String, String> WORDS = Map.of("g", "group");

  private final Strides strides;
  private final AddressPlan plan;

  Addresses(Strides strides, List<LoopVar> parameters, Stmt methodBody) {
    this.strides = strides;
    this.plan = new AddressPlan(parameters, methodBody);
  }

  /** The number under which a scope declares the variable of a loop. */
  int number(Stmt loop) {
    return plan.number(loop);
  }

  /**
   * Declares the addresses that become known with {@code fresh}, which the scope has just bound.
   *
   * @param body what the scope holds, up to its closing brace
   */
  CodeBlock declare(Scope scope, Set<LoopVar> fresh, Stmt body) {
    Map<Address, Uses> uses = uses(scope, fresh, body);
    CodeBlock.Builder code = CodeBlock.builder();
    for (Map.Entry<Address, Uses> entry : uses.entrySet()) {
      Address address = entry.getKey();
      Uses use = entry.getValue();
      Sum value = value(scope, address, known(scope, fresh, use.full));
      if (value.isSingle() && isVariable(address) || use.all == 1 && use.direct == 1) {
        scope.define(address, value.code());
      } else {
        String name = scope.names.claim(names(address, use, fresh));
        code.addStatement(Fragment.of("int $L = $L", name, value.code()).block());
        scope.define(address, Fragment.of("$L", name));
      }
    }
    return code.build();
  }

  /** An address that goes along with a loop: its first value, and what each turn adds to it. */
  record Running(String name, Fragment first, Fragment step) {}

  /** The same for the variable of a loop, whose scope has just bound it: as locals of the loop's head. */
  List<Running> run(Scope scope, Stmt.For loop) {
    List<Running> running = new ArrayList<>();
    Set<LoopVar> fresh = Set.of(loop.variable());
    for (Map.Entry<Address, Uses> entry : uses(scope, fresh, loop.body()).entrySet()) {
      Address address = entry.getKey();
      Uses use = entry.getValue();
      Address before = known(scope, fresh, use.full);
      Sum value = value(scope, address, before);
      if (value.isSingle() && isVariable(address)) {
        scope.define(address, value.code());
      } else {
        String name = scope.names.claim(names(address, use, fresh));
        Address first = address.map(s -> s.substitute(loop.variable(), Affine.constant(loop.begin())));
        Sum step = new Sum();
        for (int i = 0; i < address.subscripts().size(); i++) {
          int factor = address.subscripts().get(i).terms().getOrDefault(loop.variable(), 0);
          addScaled(step, address.buffer(), i, Affine.constant(factor * loop.step()), scope);
        }
        running.add(new Running(name, value(scope, first, before).code(), step.code()));
        scope.define(address, Fragment.of("$L", name));
      }
    }
    return running;
  }

  private Map<Address, Uses> uses(Scope scope, Set<LoopVar> fresh, Stmt body) {
    Map<Address, Uses> uses = new LinkedHashMap<>();
    for (AddressPlan.Site site : plan.sites(body, scope.binders(), fresh)) {
      Address full = site.address();
      Address address = full.restrictedTo(scope::binds);
      Uses use = uses.computeIfAbsent(address, a -> new Uses(full));
      use.all++;
      use.direct += address.equals(full) && !site.withinInnerLoop() ? 1 : 0;
    }
    return uses;
  }

  /** The index of an access: its address and the constants that are left. */
  Fragment index(Scope scope, Access access) {
    Address address = plan.address(access, scope.binders());
    Sum constants = new Sum();
    for (int i = 0; i < access.subscripts().size(); i++) {
      int rest = access.subscripts().get(i).constant() - address.subscripts().get(i).constant();
      addScaled(constants, access.buffer(), i, Affine.constant(rest), scope);
    }
    if (address.isConstant()) {
      return constants.code();
    }
    Fragment variable = scope.address(address);
    if (constants.isEmpty()) {
      return variable;
    }
    // In parentheses a sum of constants is one constant, for every compiler.
    return Fragment.of(constants.isSingle() ? "$L + $L" : "$L + ($L)", variable, constants.code());
  }

  /** For example {@code 2 * oy + ky - 3}. */
  static Sum affine(Scope scope, Affine value) {
    Sum sum = new Sum();
    value.terms().forEach((v, c) -> sum.plus(c, scope.variable(v)));
    return sum.plus(value.constant());
  }

  private static final class Uses {
    final Address full;
    int all;
    int direct;

    Uses(Address full) {
      this.full = full;
    }
  }

  private static Address known(Scope scope, Set<LoopVar> fresh, Address full) {
    Predicate<LoopVar> before = v -> scope.binds(v) && !fresh.contains(v);
    return full.restrictedTo(before);
  }

  /** {@code address}, from the part of it that is at hand. */
  private Sum value(Scope scope, Address address, Address before) {
    Sum sum = new Sum();
    if (!before.isOrigin()) {
      sum.plus(scope.address(before));
    }
    for (int i = 0; i < address.subscripts().size(); i++) {
      Affine added = address.subscripts().get(i).plus(before.subscripts().get(i).times(-1));
      addScaled(sum, address.buffer(), i, added, scope);
    }
    return sum;
  }

  /** Adds {@code value * stride}. */
  private void addScaled(Sum sum, Buffer buffer, int subscript, Affine value, Scope scope) {
    if (value.isConstant() && value.constant() == 0) {
      return;
    }
    if (buffer.stride(subscript) == 1) {
      value.terms().forEach((v, c) -> sum.plus(c, scope.variable(v)));
      sum.plus(value.constant());
      return;
    }
    String stride = strides.name(buffer, subscript);
    if (value.isConstant()) {
      sum.plus(value.constant(), Fragment.of("$L", stride));
    } else if (value.terms().size() == 1 && value.constant() == 0) {
      Map.Entry<LoopVar, Integer> term = value.terms().entrySet().iterator().next();
      sum.plus(term.getValue(), Fragment.of("$L * $L", scope.variable(term.getKey()), stride));
    } else {
      sum.plus(Fragment.of("($L) * $L", affine(scope, value).code(), stride));
    }
  }

  /** Whether the offset is a loop variable itself, which needs no other name. */
  private static boolean isVariable(Address address) {
    List<Integer> coefficients = new ArrayList<>();
    for (int i = 0; i < address.subscripts().size(); i++) {
      Affine s = address.subscripts().get(i);
      int stride = address.buffer().stride(i);
      s.terms().values().forEach(c -> coefficients.add(c * stride));
      if (s.constant() != 0) {
        return false;
      }
    }
    return coefficients.equals(List.of(1));
  }

  /** {@code xi} where the address is complete, else after the axis that it has just reached, or after the variable. */
  private static String[] names(Address address, Uses use, Set<LoopVar> fresh) {
    String buffer = address.buffer().name();
    List<String> names = new ArrayList<>();
    if (address.equals(use.full)) {
      names.add(buffer.length() <= 2 ? buffer + "i" : buffer + "At");
    }
    List<LoopVar> reachedBy = fresh.stream().filter(address::mentions).toList();
    if (reachedBy.size() > 1) {
      names.add(buffer + "Base");
      return names.toArray(String[]::new);
    }
    for (int i = 0; i < address.subscripts().size(); i++) {
      Affine full = use.full.subscripts().get(i);
      boolean reached = address.subscripts().get(i).terms().size() == full.terms().size();
      if (reached && fresh.stream().anyMatch(full::mentions)) {
        names.add(buffer + Words.capitalised(Strides.word(address.buffer(), i)));
        break;
      }
    }
    String variable = reachedBy.get(0).name();
    names.add(buffer + Words.capitalised(WORDS.getOrDefault(variable, variable)));
    return names.toArray(String[]::new);
  }
}
