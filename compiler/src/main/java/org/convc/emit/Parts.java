package org.convc.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.convc.ir.Buffer;

/** The statements of a class that threads share, by their numbers, and the method that runs parts of them. */
final class Parts {

  private static final String VALUES = "values";

  /** What each number stands for: a call with what a thread gets from its team. Statements that read alike are one. */
  private final List<String> statements = new ArrayList<>();

  /** The parameter of {@link #method} with the arrays of a role. */
  static String arrays(Buffer.Role role) {
    switch (role) {
      case PACKED:
        return "packed";
      case SCRATCH:
      case THREAD:
        return "scratch";
      default:
        return "tensors";
    }
  }

  /**
   * The call of a team.
   *
   * @param method what takes a range of parts
   * @param arrays its first arguments, in terms of the parameters of {@link #method}
   * @param arguments its others, in terms of the caller; null for the first and the last part
   */
  Fragment share(String method, int parts, List<Fragment> arrays, List<Fragment> arguments) {
    List<Fragment> received = new ArrayList<>(arrays);
    Fragment call = Fragment.of(StatementEmitter.TEAM);
    int values = 0;
    int bounds = 0;
    for (Fragment argument : arguments) {
      if (argument == null) {
        received.add(Fragment.of(bounds++ == 0 ? "from" : "to"));
      } else {
        received.add(Fragment.of("$L[$L]", VALUES, values++));
        call = Fragment.of("$L.at($L)", call, argument);
      }
    }
    String statement = Fragment.of("$L($L)", method, Fragment.join(received, ", ")).toString();
    if (!statements.contains(statement)) {
      statements.add(statement);
    }
    return Fragment.of("$L.run($L, $L)", call, statements.indexOf(statement), parts);
  }

  /** Runs the parts of any statement; nothing if there is no statement. */
  Optional<MethodSpec> method(TypeName array) {
    if (statements.isEmpty()) {
      return Optional.empty();
    }
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("part")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(TypeName.VOID)
            .addParameter(TypeName.INT, "statement")
            .addParameter(TypeName.INT, "from")
            .addParameter(TypeName.INT, "to")
            .addParameter(ArrayTypeName.of(TypeName.INT), VALUES)
            .addParameter(ArrayTypeName.of(array), arrays(Buffer.Role.INPUT))
            .addParameter(ArrayTypeName.of(array), arrays(Buffer.Role.PACKED))
            .addParameter(ArrayTypeName.of(array), arrays(Buffer.Role.SCRATCH));
    method.beginControlFlow("switch (statement)");
    for (int i = 0; i < statements.size(); i++) {
      method.addCode("case $L:\n$>", i);
      method.addStatement("$L", statements.get(i));
      method.addStatement("break$<");
    }
    method.addCode("default:\n$>");
    method.addStatement("super.part(statement, from, to, values, tensors, packed, scratch)$<");
    return Optional.of(method.endControlFlow().build());
  }
}
