/// Commands of `models`, and `adapt`.
///
/// - In: model names. Out: the models of this machine.
/// - Knows: the model store.
/// - Start at [dev.sightline.cli.models.ModelsPullCommand].
@NullMarked
package dev.sightline.cli.models;

import org.jspecify.annotations.NullMarked;
