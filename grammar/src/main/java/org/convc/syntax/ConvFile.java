package org.convc.syntax;

import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.Span;

/** A whole file. */
public record ConvFile(Optional<PackageClause> packageClause, List<Import> imports, List<Declaration> declarations) {

  public ConvFile {
    imports = List.copyOf(imports);
    declarations = List.copyOf(declarations);
  }

  /** {@code package com.example.vision;}, its parts in order. */
  public record PackageClause(List<Name> parts, Span span) {
    public PackageClause {
      parts = List.copyOf(parts);
    }
  }

  /**
   * {@code import "common/sizes.conv";}
   *
   * @param path what stands between the quotes
   * @param place of the path with its quotes
   */
  public record Import(String path, Span place, Span span) {}
}
