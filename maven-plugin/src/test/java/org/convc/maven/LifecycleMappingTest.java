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
    Set<String> goals = texts("/META-INF/maven/plugin.xml", "goal");
    goals.remove("help");

    assertEquals(goals, texts("/META-INF/m2e/lifecycle-mapping-metadata.xml", "goal"));
  }

  private static Set<String> texts(String resource, String element) throws Exception {
    try (InputStream in = LifecycleMappingTest.class.getResourceAsStream(resource)) {
      NodeList found = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getElementsByTagName(element);
      Set<String> texts = new TreeSet<>();
      for (int i = 0; i < found.getLength(); i++) {
        texts.add(found.item(i).getTextContent().strip());
      }
      return texts;
    }
  }
}
