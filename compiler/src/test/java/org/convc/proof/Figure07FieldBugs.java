package org.convc.proof;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The triggers of mistakes that other libraries shipped. */
final class Figure07FieldBugs implements Figure {

  @Override
  public String number() {
    return "7";
  }

  @Override
  public String what() {
    return "bugs that others shipped";
  }

  @Override
  public String target() {
    return "all that apply";
  }

  /** The ordinary build has a test for each: {@link FieldBugsTest}. */
  @Override
  public long ordinary() {
    return 1;
  }

  @Override
  public long full() {
    return FieldBugs.triggers().size();
  }

  @Override
  public Finding measure(Size size) {
    List<Map.Entry<String, FieldBugs.Trigger>> triggers = List.copyOf(FieldBugs.triggers().entrySet());
    Size available = new Size(Math.min(size.count(), triggers.size() - size.first()), size.first(), size.seed(), size.threads());
    List<String> failures =
        Cases.run(
            number(),
            available,
            index -> {
              triggers.get((int) index).getValue().run();
              return Optional.empty();
            });
    List<String> notes =
        FieldBugs.NOT_APPLICABLE.entrySet().stream().map(e -> "does not apply: " + e.getKey() + ", " + e.getValue()).toList();
    String value = available.count() - failures.size() + " of " + available.count();
    return new Finding(value, available.count(), FieldBugs.NOT_APPLICABLE.size(), failures, notes);
  }
}
