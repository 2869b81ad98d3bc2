package org.convc.cli;

import org.convc.emit.ConvcVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: of convc, and of the Java that runs it. */
final class VersionOption implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"convc " + ConvcVersion.VERSION, "Java " + Runtime.version() + ", ${java.vendor}"};
  }
}
