/// The adapter's mathematics, against finite differences and on spaces whose answer is known.
@NullMarked
package dev.sightline.searcher.adapt;

import org.jspecify.annotations.NullMarked;
