package dev.sightline.cli.serve;

import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The source of the token of `serve`: an option, which every user of the machine can read in the
/// list of processes; a file; or the environment. An option takes precedence over the environment.
public final class TokenOption {
  /// Environment variable that may hold the token.
  static final String VARIABLE = "SIGHTLINE_TOKEN";

  private static final long LARGEST_FILE_BYTES = 4096;

  @Option(
      names = "--token",
      paramLabel = "T",
      description =
          "The token that callers must present. Other users can see it in the list of processes;"
              + " prefer --token-file or the variable SIGHTLINE_TOKEN.")
  private @Nullable String token;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file whose first line is the token.")
  private @Nullable Path file;

  TokenOption() {}

  /// The options of one command line.
  public TokenOption(@Nullable String token, @Nullable Path file) {
    this.token = token;
    this.file = file;
  }

  /// The token, if there is one.
  ///
  /// @param environment gives the value of a variable, or null
  /// @throws UsageException if it is blank, given twice, or its file cannot be read
  public Optional<String> token(Function<String, @Nullable String> environment) {
    if (token != null && file != null) {
      throw new UsageException("--token and --token-file exclude each other.");
    }
    if (file != null) {
      return Optional.of(firstLine(file));
    }
    if (token != null) {
      return Optional.of(notBlank(token, "--token"));
    }
    return Optional.ofNullable(environment.apply(VARIABLE)).map(it -> notBlank(it, VARIABLE));
  }

  private static String firstLine(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE_BYTES) {
        throw new UsageException(
            "%s is not a token file: it has more than %d bytes."
                .formatted(Console.visible(file), LARGEST_FILE_BYTES));
      }
      String text = Files.readString(file);
      return notBlank(text.lines().findFirst().orElse(""), Console.visible(file));
    } catch (IOException e) {
      throw new UsageException(
          "--token-file %s cannot be read: %s.".formatted(Console.visible(file), e.getMessage()));
    }
  }

  private static String notBlank(String text, String where) {
    if (text.isBlank()) {
      throw new UsageException("%s holds no token.".formatted(where));
    }
    return text.strip();
  }
}
