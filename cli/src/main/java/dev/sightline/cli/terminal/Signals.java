package dev.sightline.cli.terminal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Handles Ctrl-C and `kill` before they end the process. A shutdown hook is not enough: all hooks
/// run at the same time, and the hook of ONNX Runtime unloads the native library under calls that
/// still run, which crashes the process.
///
/// Every JDK has `sun.misc.Signal`, for which there is no public class. It is called by reflection,
/// so that the rest works on a JDK without it.
final class Signals implements AutoCloseable {
  private static final List<String> ENDING = List.of("INT", "TERM", "HUP");

  private final Method handle;

  /// The former handlers, by signal.
  private final Map<Object, Object> before = new LinkedHashMap<>();

  private Signals(Method handle) {
    this.handle = handle;
  }

  /// Runs a task on a thread of its own whenever the process is asked to end.
  ///
  /// @return ends the handling when closed; empty if signals cannot be handled
  static Optional<Signals> onEnding(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ignoring = handler.getField("SIG_IGN").get(null);
      Object ours =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                  return null;
                }
                return method.invoke(action, arguments); // equals, hashCode, toString
              });
      var signals = new Signals(signal.getMethod("handle", signal, handler));
      for (String name : ENDING) {
        signals.take(signal, name, ours, ignoring);
      }
      return signals.before.isEmpty() ? Optional.empty() : Optional.of(signals);
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  private void take(Class<?> signal, String name, Object ours, Object ignoring) {
    try {
      Object taken = signal.getConstructor(String.class).newInstance(name);
      Object previous = handle.invoke(null, taken, ours);
      if (previous == ignoring) {
        handle.invoke(null, taken, previous); // as in a process that runs in the background
      } else {
        before.put(taken, previous);
      }
    } catch (ReflectiveOperationException e) {
      // this system has no such signal, or Java was told to leave it alone
    }
  }

  /// Restores the former handlers.
  @Override
  public void close() {
    before.forEach(
        (signal, previous) -> {
          try {
            handle.invoke(null, signal, previous);
          } catch (ReflectiveOperationException e) {
            // then the process ends as it would have without us: soon
          }
        });
  }
}
