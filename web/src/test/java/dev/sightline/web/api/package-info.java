/// Tests of this package.
@NullMarked
package dev.sightline.web.api;

import org.jspecify.annotations.NullMarked;
