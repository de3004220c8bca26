package dev.sightline.web.server;

import dev.sightline.web.http.Deadline;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// Makes the connector of the server, with its limits.
public final class HttpConnectors {
  private HttpConnectors() {}

  /// A connector of Jetty with the limits of the server.
  public static Connector connector(
      Server server,
      HttpConfiguration configuration,
      String host,
      int port,
      ServerLimits limits,
      SlowClients slow) {
    configuration.setRequestHeaderSize(limits.headerBytes());
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    Deadline.configure(configuration);
    var connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(limits.idle().toMillis());
    connector.addBean(slow);
    server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
    server.setErrorHandler(new ConnectorErrors());
    return connector;
  }
}
