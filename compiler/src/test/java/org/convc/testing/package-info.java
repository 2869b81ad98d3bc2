/** What the tests of several packages share: the reference loop, random layers, reference data, text of the language to layers. */
package org.convc.testing;
