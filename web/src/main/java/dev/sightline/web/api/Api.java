package dev.sightline.web.api;

import dev.sightline.web.http.ContentNegotiation;
import dev.sightline.web.http.Json;
import dev.sightline.web.metrics.RequestDrain;
import dev.sightline.web.security.Access;
import dev.sightline.web.security.CallerView;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/// Adds routes to the API, and runs the checks that precede every handler: access, content
/// negotiation, room for one more request. A new endpoint needs a line in `Routes` and an entry in
/// `openapi.json`, which a test demands.
public final class Api {
  private static final String ROUTE = "sightline.route";

  private final JavalinConfig config;
  private final Access access;
  private final RequestDrain calls;
  private final LibraryRefresher fresh;
  private final List<Route> routes = new ArrayList<>();

  /// One method of one path.
  ///
  /// @param method `GET`, `POST` or `DELETE`
  /// @param path with parameter names in braces, as in the OpenAPI document
  public record Route(String method, String path) {}

  /// @param config receives the routes
  /// @param access decides who may call
  /// @param calls counts open requests
  /// @param fresh refreshes the library before a request
  public Api(JavalinConfig config, Access access, RequestDrain calls, LibraryRefresher fresh) {
    this.config = config;
    this.access = access;
    this.calls = calls;
    this.fresh = fresh;
  }

  /// Adds a `GET` route that answers JSON.
  public void get(String path, Handler handler) {
    get(path, List.of(Json.MEDIA_TYPE), handler);
  }

  /// Adds a `GET` route that answers one of some media types, and a `HEAD` route with the same
  /// headers.
  public void get(String path, List<String> gives, Handler handler) {
    Handler guarded = guarded(path, gives, handler);
    add(HandlerType.GET, path, guarded);
    config.routes.head(CallerView.PREFIX + path, guarded); // the server leaves the body out
  }

  /// Adds a route that sends events while the caller listens. Its requests are not counted as open:
  /// at shutdown the server ends them by ending their job.
  public void stream(String path, String gives, Handler handler) {
    add(HandlerType.GET, path, checked(path, List.of(gives), handler));
  }

  /// Adds a route that needs no token and answers even when the server is busy.
  public void open(String path, Handler handler) {
    Handler noted =
        context -> {
          context.attribute(ROUTE, CallerView.PREFIX + path);
          handler.handle(context);
        };
    add(HandlerType.GET, path, noted);
    config.routes.head(CallerView.PREFIX + path, noted);
  }

  /// Adds a route for `POST`.
  ///
  /// @param path below the prefix of the API
  public void post(String path, Handler handler) {
    add(HandlerType.POST, path, guarded(path, List.of(Json.MEDIA_TYPE), handler));
  }

  /// Adds a route for `DELETE`.
  ///
  /// @param path below the prefix of the API
  public void delete(String path, Handler handler) {
    add(HandlerType.DELETE, path, guarded(path, List.of(Json.MEDIA_TYPE), handler));
  }

  private void add(HandlerType method, String path, Handler handler) {
    routes.add(new Route(method.name(), CallerView.PREFIX + path));
    config.routes.addHttpHandler(method, CallerView.PREFIX + path, handler);
  }

  private Handler guarded(String path, List<String> gives, Handler handler) {
    Handler checked = checked(path, gives, handler);
    return calls.counted(checked);
  }

  private Handler checked(String path, List<String> gives, Handler handler) {
    return context -> {
      context.attribute(ROUTE, CallerView.PREFIX + path);
      access.requireToken(context);
      ContentNegotiation.require(context, gives);
      fresh.look();
      handler.handle(context);
    };
  }

  /// The route that answered a request; one constant for requests without a route.
  public static String routeOf(io.javalin.http.Context context) {
    String route = context.attribute(ROUTE);
    return route == null ? "other" : route;
  }

  /// All routes, in the order in which they were added. `HEAD` is included in `GET`.
  public List<Route> routes() {
    return List.copyOf(routes);
  }
}
