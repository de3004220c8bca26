/// The command `serve`.
///
/// - In: host, port, token. Out: a running server until it is interrupted.
/// - Knows: the web server.
/// - Start at [dev.sightline.cli.serve.ServeCommand].
@NullMarked
package dev.sightline.cli.serve;

import org.jspecify.annotations.NullMarked;
