/// A real SolrCloud for tests, in a Java of its own: it brings Lucene 9, which must never lie on
/// one class path with Lucene 10. Nothing depends on this module; tests start it as a program.
package dev.sightline.clusterserver;
