/// The room's specification: each measure by an example worked by hand and by its definition.
@NullMarked
package dev.sightline.evaluation;

import org.jspecify.annotations.NullMarked;
