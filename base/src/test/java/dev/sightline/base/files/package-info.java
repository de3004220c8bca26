/// Tests of this package.
@NullMarked
package dev.sightline.base.files;

import org.jspecify.annotations.NullMarked;
