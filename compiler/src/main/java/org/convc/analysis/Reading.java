package org.convc.analysis;

import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.Diagnostic;

/**
 * What came out of a file and of those that it imports.
 *
 * @param file empty exactly where one of the messages is an error
 * @param messages about imported files first, file by file, then about the file itself, by position
 */
public record Reading(Optional<AnalysedFile> file, List<Diagnostic> messages) {

  public Reading {
    messages = List.copyOf(messages);
  }
}
