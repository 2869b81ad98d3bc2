/** The goals: what they take from a Maven build and what they tell it. May import {@code org.convc.build}, which does the work. */
package org.convc.maven;
