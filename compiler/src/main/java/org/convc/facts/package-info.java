/**
 * What there is to know about the layers of a file: figures that follow from the model by arithmetic, the plans of the kernels, and which
 * lines of the file and of the generated source belong together. Data and how they are found; how they are shown is another package's
 * business. May import {@code org.convc}, {@code org.convc.model}, {@code org.convc.lower}, {@code org.convc.parser}, {@code
 * org.convc.syntax}, {@code org.convc.diagnostic}, {@code
 * org.convc.schedule} for targets, and {@code org.convc.runtime}.
 */
package org.convc.facts;
