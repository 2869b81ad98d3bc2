package org.convc.report;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;

/** The name of a file as a URI. */
final class FileUri {

  private FileUri() {}

  /**
   * <pre>
   * vision.conv        =>  vision.conv
   * a b/c:d.conv       =>  a%20b/c:d.conv
   * /src/vision.conv   =>  file:///src/vision.conv
   * C:\vision.conv     =>  file:///C:/vision.conv
   * </pre>
   */
  static String of(String name) {
    boolean drive = name.matches("[A-Za-z]:[\\\\/].*");
    String path = (drive ? "/" : "") + (drive || File.separatorChar == '\\' ? name.replace('\\', '/') : name);
    boolean absolute = path.startsWith("/");
    // A colon in the first part would make it a scheme.
    String unmistakable = absolute || path.split("/", 2)[0].indexOf(':') < 0 ? path : "./" + path;
    try {
      return new URI(absolute ? "file" : null, absolute ? "" : null, unmistakable, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("every path can be quoted: " + name, e);
    }
  }
}
