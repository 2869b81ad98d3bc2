package org.convc.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;
import org.convc.ir.CompilerDefect;
import org.convc.runtime.ElementType;

/**
 * Vectors of every second element of a row, vectors that become every second element of one, and the constants of a class that they need.
 *
 * <p>Of 8 lanes, {@code x[0]} to {@code x[14]}: the even lanes of the neighbours from {@code x[0]} on and the odd lanes of those from
 * {@code x[7]} on are what is wanted, in the order 0, 8, 2, 10, ...; one permutation puts it right. Two loads of neighbours and one
 * permutation is less than two permutations and a blend, and nothing beyond the last element is read. The way back takes each half of two
 * vectors twice and every second lane of either; for a row of each element twice, that of one vector.
 */
final class EverySecond {

  private static final String ODD_LANES = "ODD_LANES";
  private static final String EVEN_LANES_FIRST = "EVEN_LANES_FIRST";
  private static final String LOWER_HALF_TWICE = "LOWER_HALF_TWICE";
  private static final String UPPER_HALF_TWICE = "UPPER_HALF_TWICE";

  private final ElementType type;
  private int lanes;
  private boolean collects;
  private boolean interleaves;
  private boolean repeats;

  EverySecond(ElementType type) {
    this.type = type;
  }

  /**
   * The vector of all elements.
   *
   * @param first the neighbours that begin at the first element
   * @param later the neighbours that begin {@code lanes - 1} elements after it
   */
  Fragment of(Fragment first, Fragment later, int count) {
    use(count);
    collects = true;
    return Fragment.of("$L.blend($L, $L).rearrange($L)", first, later, ODD_LANES, EVEN_LANES_FIRST);
  }

  /**
   * The elements of two vectors in turn.
   *
   * @param upper whether those of their upper halves
   */
  Fragment interleaved(Fragment even, Fragment odd, boolean upper, int count) {
    use(count);
    interleaves = true;
    return Fragment.of("$L.blend($L, $L)", twice(even, upper, count), twice(odd, upper, count), ODD_LANES);
  }

  /** Each element of one half of a vector twice. */
  Fragment twice(Fragment elements, boolean upper, int count) {
    use(count);
    repeats = true;
    return Fragment.of("$L.rearrange($L)", elements, upper ? UPPER_HALF_TWICE : LOWER_HALF_TWICE);
  }

  /** The constants of a class are for vectors of one length. */
  private void use(int count) {
    if (lanes != 0 && lanes != count) {
      throw new CompilerDefect("vectors of " + count + " numbers beside others of " + lanes, "");
    }
    lanes = count;
  }

  /** The constants, if any such vector was asked for. */
  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    if (collects || interleaves) {
      ClassName mask = ClassName.get("jdk.incubator.vector", "VectorMask");
      fields.add(field(mask, ODD_LANES).initializer("$T.fromLong($L, $L)", mask, species(), "0x" + "A".repeat(Math.max(1, lanes / 4)) + "L").build());
    }
    if (collects) {
      IntStream even = IntStream.range(0, lanes / 2).map(i -> 2 * i);
      fields.add(order(EVEN_LANES_FIRST, IntStream.concat(even, IntStream.range(0, lanes / 2).map(i -> 2 * i + 1))));
    }
    if (repeats) {
      fields.add(order(LOWER_HALF_TWICE, IntStream.range(0, lanes).map(i -> i / 2)));
      fields.add(order(UPPER_HALF_TWICE, IntStream.range(0, lanes).map(i -> lanes / 2 + i / 2)));
    }
    return fields;
  }

  private FieldSpec order(String name, IntStream sources) {
    ClassName shuffle = ClassName.get("jdk.incubator.vector", "VectorShuffle");
    String order = sources.mapToObj(String::valueOf).collect(Collectors.joining(", "));
    return field(shuffle, name).initializer("$T.fromArray($L, new int[] {$L}, 0)", shuffle, species(), order).build();
  }

  private CodeBlock species() {
    return CodeBlock.of("$T.SPECIES_$L", vector(), lanes * type.bytes() * 8);
  }

  private ClassName vector() {
    return ClassName.get("jdk.incubator.vector", type == ElementType.FLOAT ? "FloatVector" : "DoubleVector");
  }

  private FieldSpec.Builder field(ClassName container, String name) {
    ClassName element = ClassName.get(type == ElementType.FLOAT ? Float.class : Double.class);
    return FieldSpec.builder(ParameterizedTypeName.get(container, element), name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
  }
}
