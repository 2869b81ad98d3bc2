package org.convc.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One element of a buffer, by its subscripts. */
public record Access(Buffer buffer, List<Affine> subscripts) {

  public Access {
    subscripts = List.copyOf(subscripts);
    if (subscripts.size() != buffer.rank()) {
      throw new IllegalArgumentException(buffer.name() + " has " + buffer.rank() + " axes, not " + subscripts);
    }
  }

  public Access map(UnaryOperator<Affine> f) {
    List<Affine> mapped = new ArrayList<>(subscripts.size());
    for (Affine s : subscripts) {
      mapped.add(f.apply(s));
    }
    return new Access(buffer, mapped);
  }

  public boolean mentions(LoopVar variable) {
    for (Affine s : subscripts) {
      if (s.mentions(variable)) {
        return true;
      }
    }
    return false;
  }

  /** The place in the flat array. */
  public Affine offset() {
    Affine offset = Affine.constant(0);
    for (int i = 0; i < subscripts.size(); i++) {
      offset = offset.plus(subscripts.get(i).times(buffer.stride(i)));
    }
    return offset;
  }

  /** For example {@code x[n, ic, 2*oy + ky - 3, 2*ox + kx - 3]}. */
  @Override
  public String toString() {
    return buffer.name() + subscripts.stream().map(Affine::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
