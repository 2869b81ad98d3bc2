/**
 * Syntax to model: evaluates every number, infers every shape, and refuses with a positioned message whatever makes no sense. What comes
 * out needs no further checks. May import {@code org.convc.syntax}, {@code org.convc.source}, {@code org.convc.diagnostic},
 * {@code org.convc.parser} (only what reads texts does), {@code org.convc.model} and
 * {@code org.convc.runtime}.
 */
package org.convc.analysis;
