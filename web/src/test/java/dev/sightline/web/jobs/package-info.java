/// Tests of this package.
@NullMarked
package dev.sightline.web.jobs;

import org.jspecify.annotations.NullMarked;
