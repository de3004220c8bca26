/// The room's specification: what is put in comes out, a commit is all or nothing, and whatever
/// lies in a folder is told by name and left alone.
@NullMarked
package dev.sightline.library;

import org.jspecify.annotations.NullMarked;
