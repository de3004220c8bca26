/// What can only be measured with the room's own documents; the rest is in
/// [dev.sightline.benchmarks].
@NullMarked
package dev.sightline.cluster;

import org.jspecify.annotations.NullMarked;
