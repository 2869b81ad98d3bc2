package org.convc.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

class LifecycleMappingTest {

  @Test
  void eclipseKnowsWhatToDoWithEachGoal() throws Exception {
    Set<String> goals = goals("/META-INF/maven/plugin.xml", "mojo");
    goals.remove("help");

    assertEquals(goals, goals("/META-INF/m2e/lifecycle-mapping-metadata.xml", "goals"));
  }

  /** What elements {@code goal} below {@code parent} say; parameters may have that name, too. */
  private static Set<String> goals(String resource, String parent) throws Exception {
    try (InputStream in = LifecycleMappingTest.class.getResourceAsStream(resource)) {
      NodeList found = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getElementsByTagName("goal");
      Set<String> goals = new TreeSet<>();
      for (int i = 0; i < found.getLength(); i++) {
        if (found.item(i).getParentNode().getNodeName().equals(parent)) {
          goals.add(found.item(i).getTextContent().strip());
        }
      }
      return goals;
    }
  }
}
