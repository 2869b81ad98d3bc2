package org.convc.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Comments and names that try to become markup. */
class HostilePageTest {

  private static final Pattern TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]*)");

  /** In a doc comment, in a comment inside the declaration, and in the name of the file. */
  static final String EVIL = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> ]]> --> &lt; '\"";

  static String text(String words) {
    return "/** " + words + " */\nconv script {\n  input 1 x 6 x 6; // " + words + "\n  filters 2;\n  kernel 3;\n}\n";
  }

  /** The markup is that of a harmless file of the same layers. */
  @Test
  void textsStayTexts() {
    String harmless = Explanation.of(Examples.plain("a.conv", text("harmless"))).html();
    String page = Explanation.of(Examples.plain(EVIL.replace('/', '|') + ".conv", text(EVIL))).html();
    assertEquals(tags(harmless), tags(page));
    assertTrue(page.contains("&lt;/script&gt;&lt;script&gt;document.title=&#39;owned&#39;"), "not shown as it is");
    assertTrue(page.contains("&amp;lt;"), "an entity was taken for one");
  }

  /** What does not show, or changes how other text shows, is spelled out. */
  @Test
  void hiddenCharactersAreSpelledOut() {
    String page = Explanation.of(Examples.plain("a\u202eb.conv", text("left \u200b right"))).html();
    for (char hidden : "\u202e\u200b".toCharArray()) {
      assertFalse(page.indexOf(hidden) >= 0, () -> "contains " + Integer.toHexString(hidden));
    }
    assertTrue(page.contains("left \\u200b right") && page.contains("a\\u202eb.conv"), "not spelled out");
  }

  /** Nothing in the policy allows a network. */
  @Test
  void thePolicyForbidsAll() {
    String page = Explanation.of(Examples.plain("a.conv", text("harmless"))).html();
    assertTrue(page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;"), "no policy");
    assertFalse(page.contains("unsafe-inline"));
    assertFalse(Pattern.compile("\\s(src|onclick|onload|style)=\"").matcher(page).find(), "an attribute that loads or runs");
    // The one address is the name of a namespace.
    assertEquals("http://www.w3.org/2000/svg", firstAddress(page));
  }

  private static String firstAddress(String page) {
    Matcher address = Pattern.compile("https?://[^\"' <]+").matcher(page);
    return address.results().map(r -> r.group()).distinct().reduce("", (a, b) -> a + b);
  }

  private static String tags(String page) {
    StringBuilder tags = new StringBuilder();
    for (Matcher tag = TAG.matcher(page); tag.find();) {
      tags.append(tag.group()).append(' ');
    }
    return tags.toString();
  }
}
