/**
 * Files of {@code .conv} text to a folder of Java sources, made again only where something has changed: shared by the goals of the Maven plugin
 * and by the command. May import the facade, the diagnostics, {@code org.convc.source} and {@code org.convc.ir.CompilerDefect}; knows nothing of
 * Maven.
 */
package org.convc.build;
