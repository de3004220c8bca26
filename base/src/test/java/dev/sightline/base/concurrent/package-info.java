/// Tests of this package.
@NullMarked
package dev.sightline.base.concurrent;

import org.jspecify.annotations.NullMarked;
