/// What the tests of several modules share: paths of the checkout, golden files, sample photos,
/// changed copies of photos, random seeds.
///
/// - In: the system property `sightline.project`. Out: paths and values for tests.
/// - Knows: JUnit and the JDK. Does not know: the product.
/// - Start at [dev.sightline.testkit.Project].
@NullMarked
package dev.sightline.testkit;

import org.jspecify.annotations.NullMarked;
