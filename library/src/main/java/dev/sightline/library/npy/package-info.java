/// Reads and writes arrays in NumPy's npy format.
///
/// - In and out: float16 or float32 matrices, row-major.
/// - Knows: the npy header. Does not know: libraries.
/// - Start at [dev.sightline.library.npy.NpyRows].
@NullMarked
package dev.sightline.library.npy;

import org.jspecify.annotations.NullMarked;
