package org.convc.emit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this compiler, as the build wrote it into a resource. */
public final class ConvcVersion {

  /** For example {@code 0.1.0}. */
  public static final String VERSION = read();

  private ConvcVersion() {}

  private static String read() {
    try (InputStream in = ConvcVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
