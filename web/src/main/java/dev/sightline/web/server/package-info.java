/// What Jetty needs: connectors, limits, slow clients, error documents (RFC 9457), the access log.
///
/// - In: connections. Out: requests within the limits.
/// - Knows: Jetty. Does not know: endpoints.
/// - Start at [dev.sightline.web.server.HttpConnectors].
@NullMarked
package dev.sightline.web.server;

import org.jspecify.annotations.NullMarked;
