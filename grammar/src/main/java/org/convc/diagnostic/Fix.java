package org.convc.diagnostic;

/**
 * A change of the text that mends what a message is about, for tools that offer to make it.
 *
 * @param span what to replace, in the source of the message; empty where only something is missing
 * @param replacement what to put there; empty where only something is too much
 */
public record Fix(Span span, String replacement) {}
