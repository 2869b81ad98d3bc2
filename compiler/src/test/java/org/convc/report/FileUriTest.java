package org.convc.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileUriTest {

  @ParameterizedTest
  @CsvSource({
    "vision.conv,vision.conv",
    "../a b/é.conv,../a%20b/%C3%A9.conv",
    "/src/vision.conv,file:///src/vision.conv",
    "C:\\src\\vision.conv,file:///C:/src/vision.conv",
    "a:b.conv,./a:b.conv",
    "<stdin>,%3Cstdin%3E",
    "100%.conv,100%25.conv"
  })
  void quotesNames(String name, String uri) {
    assertEquals(uri, FileUri.of(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"//host/share", "?query", "#fragment", "", ":", "a\nb"})
  void everyNameIsAUriReference(String name) {
    URI.create(FileUri.of(name));
  }

  @Test
  void aNameOfTwoSlashesIsAPath() {
    assertEquals("/host/share.conv", URI.create(FileUri.of("//host/share.conv")).getPath().replaceFirst("^//", "/"));
  }
}
