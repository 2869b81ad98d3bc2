package org.convc.syntax;

import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.Span;

/** A whole file. */
public record ConvFile(Optional<PackageClause> packageClause, List<Declaration> declarations) {

  public ConvFile {
    declarations = List.copyOf(declarations);
  }

  /** {@code package com.example.vision;}, its parts in order. */
  public record PackageClause(List<Name> parts, Span span) {
    public PackageClause {
      parts = List.copyOf(parts);
    }
  }
}
