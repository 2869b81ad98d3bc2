/**
 * Facts as one HTML page that needs nothing beside it. Style sheet and scripts are files among the resources; everything that comes from a
 * user passes through {@link org.convc.explain.page.Markup}, which escapes it. May import what {@code org.convc.explain.print} may, and
 * that package for its words.
 */
package org.convc.explain.page;
