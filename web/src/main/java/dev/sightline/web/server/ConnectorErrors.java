package dev.sightline.web.server;

import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.Json;
import dev.sightline.web.http.PageHeaders;
import dev.sightline.web.http.RequestId;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// The responses of Jetty itself to malformed requests that reach no route: problem documents with
/// a status and an id, without details of the server.
final class ConnectorErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put("Content-Type", Problems.MEDIA_TYPE);
    PageHeaders.all().forEach((name, value) -> response.getHeaders().put(name, value));
    String id = response.getHeaders().get(RequestId.HEADER);
    String body = body(response.getStatus(), id == null ? newId(response) : id);
    if (request.getMethod().equals("HEAD")) {
      callback.succeeded();
    } else {
      Content.Sink.write(response, true, body, callback);
    }
    return true;
  }

  private static String newId(Response response) {
    String id = RequestId.make();
    response.getHeaders().put(RequestId.HEADER, id);
    return id;
  }

  private static String body(int status, String id) {
    String detail =
        status < ApiException.FAILED
            ? "The request is not as HTTP wants it."
            : "Sightline could not answer this. The terminal it runs in says why.";
    return Json.text(Problems.problem(status, "about:blank", detail, id));
  }
}
