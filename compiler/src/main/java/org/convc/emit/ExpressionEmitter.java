package org.convc.emit;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.CompilerDefect;
import org.convc.ir.Expr;
import org.convc.ir.Printer;
import org.convc.runtime.Activation;
import org.convc.runtime.Activations;
import org.convc.runtime.ElementType;

/** Expressions: plain numbers, and vectors by the methods of {@code jdk.incubator.vector}. */
final class ExpressionEmitter {

  private static final ClassName ACTIVATIONS = ClassName.get(Activations.class);
  private static final ClassName MATH = ClassName.get(Math.class);

  private final ElementType type;
  private final Addresses addresses;
  private final EverySecond everySecond;
  private final CosineTables cosines;
  private final ClassName vector;
  private final Map<String, Integer> lanes = new HashMap<>();

  ExpressionEmitter(ElementType type, Addresses addresses, EverySecond everySecond, CosineTables cosines) {
    this.type = type;
    this.addresses = addresses;
    this.everySecond = everySecond;
    this.cosines = cosines;
    this.vector = ClassName.get("jdk.incubator.vector", type == ElementType.FLOAT ? "FloatVector" : "DoubleVector");
  }

  /** The type of a local that begins with {@code value}. */
  Fragment declare(String local, Expr value) {
    lanes.put(local, value.lanes(lanes));
    return isVector(value) ? Fragment.of("$T", vector) : Fragment.of("$L", type.word());
  }

  boolean isVector(Expr e) {
    return e.lanes(lanes) > 0;
  }

  Fragment emit(Scope scope, Expr e) {
    if (e instanceof Expr.Literal literal) {
      return Literals.of(type, literal.value());
    }
    if (e instanceof Expr.Local local) {
      return Fragment.of("$L", scope.local(local.name()));
    }
    if (e instanceof Expr.Load load) {
      return element(scope, load.access());
    }
    if (e instanceof Expr.LoadVector load) {
      return vector(scope, load);
    }
    if (e instanceof Expr.Cosine cosine) {
      return cosines.entry(Addresses.affine(scope, cosine.part()).code(), cosine.turn());
    }
    if (e instanceof Expr.Broadcast broadcast) {
      return broadcast.scalar().equals(new Expr.Literal(0))
          ? Fragment.of("$T.zero($L)", vector, species(broadcast.lanes()))
          : Fragment.of("$T.broadcast($L, $L)", vector, species(broadcast.lanes()), emit(scope, broadcast.scalar()));
    }
    if (e instanceof Expr.Interleave pair) {
      if (pair.even().equals(pair.odd())) {
        return everySecond.twice(emit(scope, pair.even()), pair.upper(), pair.lanes(lanes));
      }
      return everySecond.interleaved(emit(scope, pair.even()), emit(scope, pair.odd()), pair.upper(), pair.lanes(lanes));
    }
    if (e instanceof Expr.EverySecond pair) {
      return everySecond.of(emit(scope, pair.first()), emit(scope, pair.later()), pair.lanes(lanes));
    }
    if (isVector(e)) {
      return lanewise(scope, e);
    }
    if (e instanceof Expr.Fma fma) {
      return Fragment.of("$T.fma($L, $L, $L)", MATH, emit(scope, fma.a()), emit(scope, fma.b()), emit(scope, fma.c()));
    }
    if (e instanceof Expr.Add add) {
      Fragment right = emit(scope, add.b());
      return Fragment.of(add.b() instanceof Expr.Add || add.b() instanceof Expr.Subtract ? "$L + ($L)" : "$L + $L", emit(scope, add.a()), right);
    }
    if (e instanceof Expr.Subtract subtract) {
      boolean sum = subtract.b() instanceof Expr.Add || subtract.b() instanceof Expr.Subtract;
      return Fragment.of(sum ? "$L - ($L)" : "$L - $L", emit(scope, subtract.a()), emit(scope, subtract.b()));
    }
    if (e instanceof Expr.Multiply multiply) {
      return Fragment.of("$L * $L", factor(scope, multiply.a()), factor(scope, multiply.b()));
    }
    Expr.Activate activate = (Expr.Activate) e;
    return activation(activate.activation(), emit(scope, activate.operand()));
  }

  private Fragment factor(Scope scope, Expr e) {
    return Fragment.of(e instanceof Expr.Add || e instanceof Expr.Subtract ? "($L)" : "$L", emit(scope, e));
  }

  private Fragment vector(Scope scope, Expr.LoadVector load) {
    if (load.step() == 1) {
      return neighbours(scope, load.access(), load.lanes());
    }
    if (load.step() != 2) {
      throw new CompilerDefect("emission: no vector of elements " + load.step() + " apart", Printer.print(load));
    }
    List<Affine> later = new ArrayList<>(load.access().subscripts());
    later.set(later.size() - 1, later.get(later.size() - 1).plus(load.lanes() - 1));
    Fragment first = neighbours(scope, load.access(), load.lanes());
    return everySecond.of(first, neighbours(scope, new Access(load.access().buffer(), later), load.lanes()), load.lanes());
  }

  private Fragment neighbours(Scope scope, Access access, int count) {
    Fragment array = Fragment.of("$L", scope.array(access.buffer().name()));
    return Fragment.of("$T.fromArray($L, $L, $L)", vector, species(count), array, addresses.index(scope, access));
  }

  private Fragment lanewise(Scope scope, Expr e) {
    if (e instanceof Expr.Fma fma) {
      return Fragment.of("$L.fma($L, $L)", emit(scope, fma.a()), emit(scope, fma.b()), emit(scope, fma.c()));
    }
    if (e instanceof Expr.Add add) {
      return Fragment.of("$L.add($L)", emit(scope, add.a()), emit(scope, add.b()));
    }
    if (e instanceof Expr.Subtract subtract) {
      return Fragment.of("$L.sub($L)", emit(scope, subtract.a()), emit(scope, subtract.b()));
    }
    if (e instanceof Expr.Multiply multiply) {
      return Fragment.of("$L.mul($L)", emit(scope, multiply.a()), emit(scope, multiply.b()));
    }
    if (e instanceof Expr.Activate activate && activate.activation().function() == Activation.Function.RELU) {
      return Fragment.of("$L.max($L)", emit(scope, activate.operand()), Literals.of(type, 0));
    }
    throw new CompilerDefect("emission: no vector form", Printer.print(e));
  }

  private Fragment species(int count) {
    return Fragment.of("$T.SPECIES_$L", vector, count * type.bytes() * 8);
  }

  /** {@code value.intoArray(y, yi)} */
  Fragment storeVector(Scope scope, Access target, Expr value) {
    Fragment array = Fragment.of("$L", scope.array(target.buffer().name()));
    return Fragment.of("$L.intoArray($L, $L)", emit(scope, value), array, addresses.index(scope, target));
  }

  /** For example {@code x[xi + 59]}. */
  Fragment element(Scope scope, Access access) {
    return Fragment.of("$L[$L]", scope.array(access.buffer().name()), addresses.index(scope, access));
  }

  private Fragment activation(Activation activation, Fragment operand) {
    String name = methodName(activation.function());
    switch (activation.function().parameters()) {
      case 0:
        return activation.function() == Activation.Function.IDENTITY
            ? operand
            : Fragment.of("$T.$L($L)", ACTIVATIONS, name, operand);
      case 1:
        return Fragment.of("$T.$L($L, $L)", ACTIVATIONS, name, operand, Literals.of(type, activation.a()));
      default:
        Fragment lower = Literals.of(type, activation.a());
        return Fragment.of("$T.$L($L, $L, $L)", ACTIVATIONS, name, operand, lower, Literals.of(type, activation.b()));
    }
  }

  /** {@code LEAKY_RELU} => {@code leakyRelu} */
  private static String methodName(Activation.Function function) {
    String capitalised = Words.capitalised(function.word());
    return Character.toLowerCase(capitalised.charAt(0)) + capitalised.substring(1);
  }
}
