package org.convc.maven;

import java.io.File;
import java.util.List;
import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.build.DefaultBuildContext;
import org.convc.build.Message;
import org.convc.build.SourceTree;
import org.convc.build.SourceTree.SourceFile;

/** Messages as an IDE shows them, beside the lines that they are about. Does nothing where no IDE runs the build. */
final class Markers {

  private final BuildContext context;
  private final boolean hasIde;

  /**
   * @param older what an IDE of some years ago implements; {@code context} passes calls on to it
   */
  Markers(BuildContext context, org.sonatype.plexus.build.incremental.BuildContext older) {
    this.context = context;
    // Without an IDE, both would print the messages themselves, in a form of their own.
    this.hasIde = !(context.getClass().equals(DefaultBuildContext.class)
        && older.getClass().equals(org.sonatype.plexus.build.incremental.DefaultBuildContext.class));
  }

  /** Shows these messages about the files, and no earlier ones. */
  void show(SourceTree sources, List<Message> messages) {
    if (!hasIde) {
      return;
    }
    for (SourceFile file : sources.files()) {
      context.removeMessages(file.path().toFile());
    }
    messages.forEach(this::add);
  }

  private void add(Message message) {
    File file = message.file().path().toFile();
    int severity = message.isError() ? BuildContext.SEVERITY_ERROR : BuildContext.SEVERITY_WARNING;
    // What was imported from a jar is no file that an IDE could open.
    if (file.isFile()) {
      context.addMessage(file, message.line(), message.column(), message.headline(), severity, null);
    }
  }

  /** Tells that the content of a folder has changed. */
  void refresh(File folder) {
    context.refresh(folder);
  }
}
