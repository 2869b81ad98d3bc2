package org.convc.analysis;

import java.util.Optional;
import org.convc.diagnostic.SourceText;
import org.convc.source.Place;

/**
 * A file that was read to make layers: the one that declares them, or one that was imported on the way.
 *
 * @param place where it is; empty for a text that is in no folder
 * @param source its name in messages, and all of its text
 */
public record ReadFile(Optional<Place> place, SourceText source) {}
