/** What the tests share: the reference loop, random layers, reference data. */
package org.convc.testing;
