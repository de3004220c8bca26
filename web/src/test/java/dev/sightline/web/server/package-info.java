/// Tests of this package.
@NullMarked
package dev.sightline.web.server;

import org.jspecify.annotations.NullMarked;
