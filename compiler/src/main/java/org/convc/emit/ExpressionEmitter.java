package org.convc.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import org.convc.ir.Access;
import org.convc.ir.Expr;
import org.convc.runtime.Activation;
import org.convc.runtime.Activations;
import org.convc.runtime.ElementType;

/** Scalar expressions. */
final class ExpressionEmitter {

  private static final ClassName ACTIVATIONS = ClassName.get(Activations.class);
  private static final ClassName MATH = ClassName.get(Math.class);

  private final ElementType type;
  private final Addresses addresses;

  ExpressionEmitter(ElementType type, Addresses addresses) {
    this.type = type;
    this.addresses = addresses;
  }

  CodeBlock emit(Scope scope, Expr e) {
    if (e instanceof Expr.Literal literal) {
      return Literals.of(type, literal.value());
    }
    if (e instanceof Expr.Local local) {
      return CodeBlock.of("$L", scope.local(local.name()));
    }
    if (e instanceof Expr.Load load) {
      return element(scope, load.access());
    }
    if (e instanceof Expr.Fma fma) {
      return CodeBlock.of("$T.fma($L, $L, $L)", MATH, emit(scope, fma.a()), emit(scope, fma.b()), emit(scope, fma.c()));
    }
    if (e instanceof Expr.Add add) {
      CodeBlock right = emit(scope, add.b());
      return CodeBlock.of(add.b() instanceof Expr.Add ? "$L + ($L)" : "$L + $L", emit(scope, add.a()), right);
    }
    Expr.Activate activate = (Expr.Activate) e;
    return activation(activate.activation(), emit(scope, activate.operand()));
  }

  /** For example {@code x[xi + 59]}. */
  CodeBlock element(Scope scope, Access access) {
    return CodeBlock.of("$L[$L]", scope.array(access.buffer().name()), addresses.index(scope, access));
  }

  private CodeBlock activation(Activation activation, CodeBlock operand) {
    String name = methodName(activation.function());
    switch (activation.function().parameters()) {
      case 0:
        return activation.function() == Activation.Function.IDENTITY
            ? operand
            : CodeBlock.of("$T.$L($L)", ACTIVATIONS, name, operand);
      case 1:
        return CodeBlock.of("$T.$L($L, $L)", ACTIVATIONS, name, operand, Literals.of(type, activation.a()));
      default:
        CodeBlock lower = Literals.of(type, activation.a());
        return CodeBlock.of("$T.$L($L, $L, $L)", ACTIVATIONS, name, operand, lower, Literals.of(type, activation.b()));
    }
  }

  /** {@code LEAKY_RELU} => {@code leakyRelu} */
  private static String methodName(Activation.Function function) {
    String capitalised = Words.capitalised(function.word());
    return Character.toLowerCase(capitalised.charAt(0)) + capitalised.substring(1);
  }
}
