package org.convc.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a message says besides its headline. Immutable; the methods named like a component return one with more.
 *
 * @param details lines that show the arithmetic, without indentation
 * @param notes other places that the message is about
 * @param help how to mend it, where that is known
 * @param fix the same for a tool, where one change of the text does it
 */
public record Remarks(List<String> details, List<Note> notes, Optional<String> help, Optional<Fix> fix) {

  public static final Remarks NONE = new Remarks(List.of(), Optional.empty());

  public Remarks {
    details = List.copyOf(details);
    notes = List.copyOf(notes);
  }

  public Remarks(List<String> details, Optional<String> help) {
    this(details, List.of(), help, Optional.empty());
  }

  public Remarks detail(String line) {
    List<String> more = new ArrayList<>(details);
    more.add(line);
    return new Remarks(more, notes, help, fix);
  }

  public Remarks note(Note note) {
    List<Note> more = new ArrayList<>(notes);
    more.add(note);
    return new Remarks(details, more, help, fix);
  }

  public Remarks help(String text) {
    return new Remarks(details, notes, Optional.of(text), fix);
  }

  public Remarks fix(Span span, String replacement) {
    return new Remarks(details, notes, help, Optional.of(new Fix(span, replacement)));
  }
}
