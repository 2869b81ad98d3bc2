package org.convc.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.convc.testing.Csv;
import org.convc.testing.ReferenceData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One test for each mistake that other libraries shipped: figure 7. */
class FieldBugsTest {

  @TestFactory
  Stream<DynamicTest> triggers() {
    return FieldBugs.triggers().entrySet().stream().map(t -> DynamicTest.dynamicTest(t.getKey(), t.getValue()::run));
  }

  @Test
  void everyBugIsCoveredOrListed() {
    Set<String> known = new TreeSet<>(FieldBugs.triggers().keySet());
    known.addAll(FieldBugs.NOT_APPLICABLE.keySet());
    Set<String> recorded =
        Csv.rows(ReferenceData.lines("fieldbugs/conv_bugs.csv")).stream()
            .map(row -> row.get("id"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(recorded, known);
  }
}
