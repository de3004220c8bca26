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

/// The addresses of the API, and what every call goes through before its handler: is it let in, can
/// the caller take what the address gives, is there room. A new endpoint is a line in `Routes` and
/// an entry in `openapi.json`, which a test asks for.
public final class Api {
  private static final String ROUTE = "sightline.route";

  private final JavalinConfig config;
  private final Access access;
  private final RequestDrain calls;
  private final LibraryRefresher fresh;
  private final List<Route> routes = new ArrayList<>();

  /// One method of one address.
  ///
  /// @param method `GET`, …
  /// @param path with names in braces, as in the OpenAPI document
  public record Route(String method, String path) {}

  public Api(JavalinConfig config, Access access, RequestDrain calls, LibraryRefresher fresh) {
    this.config = config;
    this.access = access;
    this.calls = calls;
    this.fresh = fresh;
  }

  /// An address that gives JSON.
  public void get(String path, Handler handler) {
    get(path, List.of(Json.MEDIA_TYPE), handler);
  }

  /// An address that gives one of some media types; `HEAD` says what `GET` would.
  public void get(String path, List<String> gives, Handler handler) {
    Handler guarded = guarded(path, gives, handler);
    add(HandlerType.GET, path, guarded);
    config.routes.head(CallerView.PREFIX + path, guarded); // the server leaves the body out
  }

  /// An address that events come from for as long as the caller listens. It takes no part in the
  /// count of open calls: a stopping server ends it by ending what it tells of.
  public void stream(String path, String gives, Handler handler) {
    add(HandlerType.GET, path, checked(path, List.of(gives), handler));
  }

  /// An address that needs no token, and answers even when nothing else would.
  public void open(String path, Handler handler) {
    Handler noted =
        context -> {
          context.attribute(ROUTE, CallerView.PREFIX + path);
          handler.handle(context);
        };
    add(HandlerType.GET, path, noted);
    config.routes.head(CallerView.PREFIX + path, noted);
  }

  public void post(String path, Handler handler) {
    add(HandlerType.POST, path, guarded(path, List.of(Json.MEDIA_TYPE), handler));
  }

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

  /// The route that a request was answered by; one word for all that is none.
  public static String routeOf(io.javalin.http.Context context) {
    String route = context.attribute(ROUTE);
    return route == null ? "other" : route;
  }

  /// Every route, in the order they were added; `HEAD` goes with `GET`.
  public List<Route> routes() {
    return List.copyOf(routes);
  }
}
