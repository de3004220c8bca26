/// Tests of this package.
@NullMarked
package dev.sightline.web.security;

import org.jspecify.annotations.NullMarked;
