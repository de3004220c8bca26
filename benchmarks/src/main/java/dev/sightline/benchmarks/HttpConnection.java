package dev.sightline.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One connection that is kept, over which requests go one after another. It reads what an answer
/// must be read for and nothing more, so that on two cores the server is measured and not this.
final class HttpConnection implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  HttpConnection(String host, int port) throws IOException {
    socket = new Socket(host, port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
  }

  /// An answer.
  static final class Answer {
    private final int status;
    private final byte[] bytes;

    private Answer(int status, byte[] bytes) {
      this.status = status;
      this.bytes = bytes;
    }

    /// As in the status line.
    int status() {
      return status;
    }

    /// The body as text.
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /// Sends a request and reads its answer to the end.
  ///
  /// @param head request line and headers, without the empty line
  Answer ask(String head, byte[] body) throws IOException {
    var out = socket.getOutputStream();
    byte[] headers =
        (head + "Content-Length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[headers.length + body.length];
    System.arraycopy(headers, 0, all, 0, headers.length);
    System.arraycopy(body, 0, all, headers.length, body.length);
    out.write(all);
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = -1;
    boolean chunked = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    return new Answer(status, chunked ? chunks() : in.readNBytes(Math.max(0, length)));
  }

  private byte[] chunks() throws IOException {
    var all = new java.io.ByteArrayOutputStream();
    for (int size = size(); size > 0; size = size()) {
      all.writeBytes(in.readNBytes(size));
      line();
    }
    line();
    return all.toByteArray();
  }

  private int size() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String line() throws IOException {
    var text = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server hung up");
      }
      text.append((char) c);
    }
    return text.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
