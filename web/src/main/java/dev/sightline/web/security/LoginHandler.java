package dev.sightline.web.security;

import dev.sightline.web.http.ApiException;
import io.javalin.http.Context;

/// Logs in browsers: by the link that `serve` prints, which works once, or by the token. Both set
/// the cookie that [Access] accepts.
public final class LoginHandler {
  private static final String FORM =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Sightline: log in</title>
      <link rel="icon" href="/icon.svg">
      <link rel="stylesheet" href="/shared/theme.css">
      <main>
        <h1>Sightline</h1>
        <form method="post" action="/login">
          <label for="token">Token of this library</label>
          <input id="token" name="token" type="password" autocomplete="current-password" required>
          <button>Log in</button>
        </form>
      </main>
      </html>
      """;

  private final Access access;

  /// @param access checks tokens and gives cookies
  public LoginHandler(Access access) {
    this.access = access;
  }

  /// `GET /login?key=`: uses the key of a login link; without a key, shows the form for the token.
  public void open(Context context) {
    String key = context.queryParam("key");
    if (key == null) {
      context.header("Cache-Control", "no-store").html(FORM);
      return;
    }
    access.loginByKey(context, key);
    context.header("Cache-Control", "no-store").redirect("/");
  }

  /// `POST /login`: checks the token of the form.
  public void submit(Context context) {
    SameOrigin.require(context);
    if (!context.isFormUrlencoded()) {
      throw new ApiException(
          ApiException.UNSUPPORTED,
          "Send the token as application/x-www-form-urlencoded, in a field named 'token'.");
    }
    String token = context.formParam("token");
    if (token == null) {
      throw new ApiException(ApiException.BAD_REQUEST, "The field 'token' is missing.");
    }
    access.loginByToken(context, token);
    context.header("Cache-Control", "no-store").redirect("/", io.javalin.http.HttpStatus.SEE_OTHER);
  }
}
