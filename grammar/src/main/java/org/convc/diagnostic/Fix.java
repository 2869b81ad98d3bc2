package org.convc.diagnostic;

/**
 * A change of the text that mends what a message is about, for tools that apply it. One is given only where it says all that the help says.
 *
 * @param span what to replace, in the source of the message; empty where only something is missing
 * @param replacement what to put there; empty where only something is too much
 */
public record Fix(Span span, String replacement) {}
