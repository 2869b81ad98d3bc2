/**
 * From Java source to a layer that can be called: compilation in memory by Janino or javac, a check of every method's size, a class loader
 * per layer. Knows nothing of how the source was made. May import {@code org.convc.ir} for its defect exception, {@code
 * org.convc.runtime}, Janino and {@code javax.tools}.
 */
package org.convc.load;
