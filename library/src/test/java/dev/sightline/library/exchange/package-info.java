/// What is exported is read by programs that are not ours, and comes back bit by bit.
@NullMarked
package dev.sightline.library.exchange;

import org.jspecify.annotations.NullMarked;
