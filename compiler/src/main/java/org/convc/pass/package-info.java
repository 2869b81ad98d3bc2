/**
 * Rewrites of loop nests, one class each, IR to IR. A pass keeps the meaning of every kernel, which tests show by interpreting it before
 * and after. May import {@code org.convc.ir} and {@code org.convc.model}.
 */
package org.convc.pass;
