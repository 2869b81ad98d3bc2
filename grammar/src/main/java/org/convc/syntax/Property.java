package org.convc.syntax;

import java.util.Optional;
import org.convc.diagnostic.Span;

/**
 * {@code keyword value;} or, for a switch such as {@code bias;}, the keyword alone.
 *
 * @param span from the keyword to the end of the value, without the semicolon
 */
public record Property(Name keyword, Optional<Value> value, Span span) {}
