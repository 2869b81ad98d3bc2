/** Exact arithmetic, and the transforms of Winograd's minimal filtering that it derives. Imports nothing of convc. */
package org.convc.algebra;
