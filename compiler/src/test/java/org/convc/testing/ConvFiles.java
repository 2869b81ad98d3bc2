package org.convc.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convc.analysis.Frontend;
import org.convc.analysis.OptionValues;
import org.convc.analysis.Reading;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.source.ImportRoot;
import org.convc.source.ImportSearch;
import org.convc.source.Place;

/**
 * Files in one text: the first one, which is read, and those that it may import, each after a line {@code //// file common/sizes.conv}.
 *
 * @param texts by their paths, the first one first
 */
public record ConvFiles(Map<String, String> texts) {

  private static final Pattern MARK = Pattern.compile("(?m)^//// file (.+)\n");

  /**
   * Takes a text apart.
   *
   * @param name the path of the first file
   */
  public static ConvFiles of(String name, String text) {
    Map<String, String> texts = new LinkedHashMap<>();
    String path = name;
    int start = 0;
    Matcher mark = MARK.matcher(text);
    while (mark.find()) {
      texts.put(path, text.substring(start, mark.start()));
      path = mark.group(1);
      start = mark.end();
    }
    texts.put(path, text.substring(start));
    return new ConvFiles(texts);
  }

  /** The path of the first file. */
  public String name() {
    return texts.keySet().iterator().next();
  }

  public ImportRoot root() {
    return ImportRoot.texts(texts);
  }

  /** What the first file and its imports come to. */
  public Reading read() {
    Place place = new Place(root(), name());
    Diagnostics diagnostics = new Diagnostics(new SourceText(name(), texts.get(name())));
    return Frontend.read(diagnostics, Optional.of(place), new ImportSearch(Set.of(root())), OptionValues.NONE);
  }
}
