/// The command `doctor`: checks of this machine, each with the way to mend it.
///
/// - In: this machine. Out: a list of results.
/// - Knows: what each module needs.
/// - Start at [dev.sightline.cli.doctor.DoctorCommand].
@NullMarked
package dev.sightline.cli.doctor;

import org.jspecify.annotations.NullMarked;
