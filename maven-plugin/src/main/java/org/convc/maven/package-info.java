/**
 * The goals: what they take from a Maven build and what they tell it. May import {@code org.convc.build}, which does the work, the facade, and
 * what makes pages and normal forms.
 */
package org.convc.maven;
