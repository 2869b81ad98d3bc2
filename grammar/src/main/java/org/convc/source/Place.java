package org.convc.source;

/**
 * Where a file is. Files with equal places are the same file.
 *
 * @param path from the root, its parts joined by {@code /}
 */
public record Place(ImportRoot root, String path) {}
