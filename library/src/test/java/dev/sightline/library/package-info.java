/// The specification of a library: what is written can be read, a commit is all or nothing, and
/// whatever lies in a folder is told by name and left alone.
@NullMarked
package dev.sightline.library;

import org.jspecify.annotations.NullMarked;
