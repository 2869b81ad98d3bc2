package org.convc.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.convc.ir.Buffer;
import org.convc.ir.CompilerDefect;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Printer;
import org.convc.ir.Stmt;
import org.convc.model.KernelKind;
import org.convc.runtime.ElementType;
import org.convc.runtime.Team;

/** The methods of one kernel: the one that the base class declares, its routines, its part of the packing method. */
final class KernelEmitter {

  private static final String BATCH = "batch";
  private static final String SCRATCH = "scratch";

  /** The parameter with the packed arrays. */
  static final String PACKED = "packed";

  private final KernelKind kind;
  private final Kernel kernel;
  private final int firstPacked;
  private final ScratchPlaces places;
  private final Parts parts;
  private final EverySecond everySecond;
  private final CosineTables cosines;
  private final Strides strides;
  private final RoutineNeeds needs;
  private final TypeName array;
  private final Map<String, String> methodNames = new HashMap<>();
  private final List<MethodSpec> routines = new ArrayList<>();

  /**
   * @param firstPacked the place of its first packed buffer among the packed arrays
   * @param shared the routines of the class so far
   * @param parts the statements that threads share, of the class so far
   * @param everySecond what vectors of every second element need of the class
   * @param cosines the tables of the class so far
   */
  KernelEmitter(
      KernelKind kind,
      Kernel kernel,
      int firstPacked,
      ScratchPlaces places,
      Strides strides,
      Routines shared,
      Parts parts,
      EverySecond everySecond,
      CosineTables cosines) {
    this.kind = kind;
    this.places = places;
    this.parts = parts;
    this.everySecond = everySecond;
    this.cosines = cosines;
    this.kernel = kernel;
    this.firstPacked = firstPacked;
    this.strides = strides;
    this.needs = new RoutineNeeds(kernel);
    this.array = ArrayTypeName.of(kernel.type() == ElementType.FLOAT ? TypeName.FLOAT : TypeName.DOUBLE);
    for (Buffer argument : kernel.arguments()) {
      if (!Signatures.arguments(kind).contains(argument.name())) {
        String message = "emission: " + kind.javaName() + " does not take " + argument.name();
        throw new CompilerDefect(message, Printer.print(kernel));
      }
    }
    // From the last to the first: a routine calls those after it by the names that they have got.
    for (int i = kernel.routines().size() - 1; i >= 0; i--) {
      Kernel.Routine r = kernel.routines().get(i);
      Routines.Entry entry = shared.add(routine(r), r.name(), kind.javaName() + Words.capitalised(r.name()));
      methodNames.put(r.name(), entry.name());
      entry.added().ifPresent(method -> routines.add(0, method));
    }
  }

  /** The method of the kernel and those of its routines that no kernel before it has brought along. */
  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>(routines);
    methods.add(0, kernelMethod());
    return methods;
  }

  /** The names of all methods that run for the kernel, those that it shares with others included. */
  Set<String> methodNames() {
    Set<String> names = new TreeSet<>(methodNames.values());
    names.add(kind.javaName() + "Kernel");
    return names;
  }

  /** Whether the body reads the weights as they are. */
  boolean readsWeights() {
    return needs.of(kernel.body()).buffers().contains(Kernel.WEIGHTS);
  }

  /**
   * What the packing method does for this kernel.
   *
   * @param scope of the method, which has bound the weights
   * @param packed the parameter with the packed arrays
   */
  CodeBlock packing(Scope scope, String packed) {
    CodeBlock.Builder code = CodeBlock.builder();
    arrays(scope, code, kernel.packed(), packed, needs.of(kernel.packing()));
    return code.add(body(scope, List.of(), kernel.packing())).build();
  }

  private MethodSpec kernelMethod() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(kind.javaName() + "Kernel")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(TypeName.VOID);
    Scope scope = Scope.ofMethod();
    method.addParameter(TypeName.INT, scope.names.claim(BATCH));
    String packed = scope.names.claim(PACKED);
    String scratch = scope.names.claim(SCRATCH);
    String team = scope.names.claim(StatementEmitter.TEAM);
    for (String argument : Signatures.arguments(kind)) {
      method.addParameter(array, scope.declareArray(argument));
    }
    if (Signatures.takesPacked(kind)) {
      method.addParameter(ArrayTypeName.of(array), packed);
    }
    method.addParameter(ArrayTypeName.of(array), scratch);
    method.addParameter(Team.class, team);
    RoutineNeeds.Needs used = needs.of(kernel.body());
    CodeBlock.Builder code = CodeBlock.builder();
    arrays(scope, code, kernel.packed(), packed, used);
    arrays(scope, code, kernel.scratch(), scratch, used);
    return method.addCode(code.add(body(scope, List.of(), kernel.body())).build()).build();
  }

  /** Locals for the buffers that are used, out of an array of arrays. */
  private void arrays(
      Scope scope, CodeBlock.Builder code, List<Buffer> buffers, String arrays, RoutineNeeds.Needs used) {
    for (Buffer buffer : buffers) {
      String name = buffer.name();
      if (used.buffers().contains(name)) {
        code.addStatement("$T $L = $L[$L]", array, scope.declareArray(name), arrays, place(buffer));
      }
    }
  }

  private int place(Buffer buffer) {
    switch (buffer.role()) {
      case PACKED:
        return firstPacked + kernel.packed().indexOf(buffer);
      case SCRATCH:
      case THREAD:
        return places.of(kernel, buffer);
      default:
        return Signatures.arguments(kind).indexOf(buffer.name());
    }
  }

  /** A routine, not yet under its final name. */
  private MethodSpec routine(Kernel.Routine routine) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("routine")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addJavadoc("$L\n", CommentText.javadoc(routine.purpose()))
            .returns(TypeName.VOID);
    Scope scope = Scope.ofMethod();
    String batch = scope.names.claim(BATCH);
    String team = scope.names.claim(StatementEmitter.TEAM);
    RoutineNeeds.Needs needed = needs.of(routine.name());
    if (needed.batch()) {
      method.addParameter(TypeName.INT, batch);
    }
    if (needed.team()) {
      method.addParameter(Team.class, team);
    }
    for (Buffer buffer : inOrder(needed)) {
      method.addParameter(array, scope.declareArray(buffer.name()));
    }
    for (LoopVar parameter : routine.parameters()) {
      method.addParameter(TypeName.INT, scope.declare(parameter, AddressPlan.PARAMETERS));
    }
    return method.addCode(body(scope, routine.parameters(), routine.body())).build();
  }

  private CodeBlock body(Scope scope, List<LoopVar> parameters, Stmt given) {
    Stmt body = PairedTerms.in(MergedLoops.in(given));
    Addresses addresses = new Addresses(strides, parameters, body);
    ExpressionEmitter expressions = new ExpressionEmitter(kernel.type(), addresses, everySecond, cosines);
    return new StatementEmitter(BATCH, addresses, expressions, calls)
        .method(scope, parameters, body);
  }

  private final StatementEmitter.Calls calls =
      new StatementEmitter.Calls() {
        @Override
        public Fragment call(String routine, List<Fragment> arguments, Scope scope) {
          RoutineNeeds.Needs needed = needs.of(routine);
          List<Fragment> all = new ArrayList<>();
          if (needed.batch()) {
            all.add(Fragment.of(BATCH));
          }
          if (needed.team()) {
            all.add(Fragment.of(StatementEmitter.TEAM));
          }
          inOrder(needed).forEach(buffer -> all.add(Fragment.of("$L", scope.array(buffer.name()))));
          all.addAll(arguments);
          return Fragment.of("$L($L)", methodNames.get(routine), Fragment.join(all, ", "));
        }

        @Override
        public Fragment share(String routine, int count, List<Fragment> arguments, Scope scope) {
          List<Fragment> arrays = new ArrayList<>();
          for (Buffer buffer : inOrder(needs.of(routine))) {
            arrays.add(Fragment.of("$L[$L]", Parts.arrays(buffer.role()), place(buffer)));
          }
          return parts.share(methodNames.get(routine), count, arrays, arguments);
        }
      };

  /** The buffers that a routine takes, in the order of the kernel. */
  private List<Buffer> inOrder(RoutineNeeds.Needs needed) {
    List<Buffer> order = new ArrayList<>();
    for (List<Buffer> buffers : List.of(kernel.arguments(), kernel.packed(), kernel.scratch())) {
      buffers.stream().filter(b -> needed.buffers().contains(b.name())).forEach(order::add);
    }
    return order;
  }
}
