/// Tests of this package.
@NullMarked
package dev.sightline.web.images;

import org.jspecify.annotations.NullMarked;
