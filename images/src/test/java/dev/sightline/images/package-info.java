/// The room's specification: what each file must give, and that nothing else can happen.
@NullMarked
package dev.sightline.images;

import org.jspecify.annotations.NullMarked;
