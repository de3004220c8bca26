/// The room's specification: what each query means, and that the answer is the one that comparing
/// everything would give.
@NullMarked
package dev.sightline.searcher;

import org.jspecify.annotations.NullMarked;
