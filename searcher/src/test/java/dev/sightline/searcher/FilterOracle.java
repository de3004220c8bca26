package dev.sightline.searcher;

import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.CaptureDate;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.schema.WordAnalysis;
import dev.sightline.searcher.query.Condition;
import dev.sightline.searcher.query.Condition.DateSpan;
import dev.sightline.searcher.query.Condition.NumberField;
import dev.sightline.searcher.query.Condition.NumberRange;
import dev.sightline.searcher.query.Condition.TextField;
import dev.sightline.searcher.query.Query;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Says of one image whether it satisfies a filter: the slow, obvious answer that Lucene's is
/// compared with.
public final class FilterOracle {
  private static final double EARTH_METRES = 6_371_008.7714; // mean radius, as Lucene takes it

  private final Path root;

  public FilterOracle(Path root) {
    this.root = root;
  }

  public boolean satisfies(IndexedImage image, List<Query.Filter> filters) {
    return filters.stream()
        .allMatch(filter -> satisfies(image, filter.condition()) != filter.negated());
  }

  private boolean satisfies(IndexedImage image, Condition condition) {
    return switch (condition) {
      case Condition.Dates(_, var spans) ->
          spans.stream().anyMatch(span -> within(time(image), span));
      case Condition.Numbers(var number, var ranges) ->
          numbers(image, number)
              .anyMatch(value -> ranges.stream().anyMatch(range -> within(value, range)));
      case Condition.Texts(var text, var values) ->
          values.stream().anyMatch(value -> holds(image, text, value));
      case Condition.Near(var latitude, var longitude, var metres) ->
          image
              .place()
              .map(it -> distance(it.latitude(), it.longitude(), latitude, longitude) <= metres)
              .orElse(false);
      case Condition.Chosen(_, _, var chosen) -> chosen.ids().contains(image.id());
      case Condition.Learned _ -> throw new IllegalArgumentException("nothing is learned here");
    };
  }

  private static LocalDateTime time(IndexedImage image) {
    return image
        .taken()
        .map(CaptureDate::local)
        .orElseGet(
            () ->
                LocalDateTime.ofInstant(
                    Instant.ofEpochMilli(image.files().getFirst().modifiedMillis()),
                    ZoneId.systemDefault()));
  }

  private static boolean within(LocalDateTime time, DateSpan span) {
    return switch (span) {
      case DateSpan.Between(var from, var until) -> !time.isBefore(from) && time.isBefore(until);
      case DateSpan.Recurring(var year, var month, var day) ->
          (year.isEmpty() || year.getAsInt() == time.getYear())
              && (month.isEmpty() || month.getAsInt() == time.getMonthValue())
              && (day.isEmpty() || day.getAsInt() == time.getDayOfMonth());
    };
  }

  private static boolean within(double value, NumberRange range) {
    return range.from() <= value && value <= range.to();
  }

  private static DoubleStream numbers(IndexedImage image, NumberField number) {
    var facts = image.facts();
    return switch (number) {
      case RATING ->
          image.annotations().stream().flatMapToInt(it -> it.rating().stream()).asDoubleStream();
      case SIZE -> DoubleStream.of((double) image.files().getFirst().bytes());
      case WIDTH -> DoubleStream.of(facts.width());
      case HEIGHT -> DoubleStream.of(facts.height());
      case ISO -> facts.iso().stream().asDoubleStream();
      case FOCAL -> facts.focalLengthMillimetres().stream();
      case F -> facts.aperture().stream();
    };
  }

  private boolean holds(IndexedImage image, TextField field, String value) {
    var facts = image.facts();
    String small = value.toLowerCase(Locale.ROOT);
    return switch (field) {
      case CAMERA ->
          Stream.concat(facts.cameraMake().stream(), facts.cameraModel().stream())
              .anyMatch(it -> it.toLowerCase(Locale.ROOT).contains(small));
      case LENS ->
          facts.lens().filter(it -> it.toLowerCase(Locale.ROOT).contains(small)).isPresent();
      case IN ->
          image.paths().stream()
              .map(path -> plain(root.relativize(path)))
              .anyMatch(path -> path.getParent() != null && path.startsWith(plain(Path.of(value))));
      case NAME ->
          names(image)
              .anyMatch(
                  name ->
                      value.contains("*")
                          ? FileSystems.getDefault()
                              .getPathMatcher("glob:" + small)
                              .matches(Path.of(name.toLowerCase(Locale.ROOT)))
                          : WordAnalysis.words(name).containsAll(WordAnalysis.words(value)));
      case CAPTION -> {
        var words =
            image.annotations().stream()
                .flatMap(Annotations::texts)
                .flatMap(it -> WordAnalysis.words(it).stream())
                .toList();
        yield words.containsAll(WordAnalysis.words(value));
      }
      case TAG ->
          image.annotations().stream()
              .flatMap(it -> it.keywords().stream())
              .anyMatch(
                  it ->
                      Collections.indexOfSubList(WordAnalysis.words(it), WordAnalysis.words(value))
                          >= 0);
      case EXT ->
          names(image).anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("." + small));
      case ORIENTATION ->
          switch (small) {
            case "landscape" -> facts.width() > facts.height();
            case "portrait" -> facts.width() < facts.height();
            default -> facts.width() == facts.height();
          };
      case HAS ->
          switch (small) {
            case "gps" -> image.place().isPresent();
            case "date" -> image.taken().isPresent();
            case "camera" -> facts.cameraMake().isPresent() || facts.cameraModel().isPresent();
            case "caption" ->
                image.annotations().stream().anyMatch(it -> it.texts().findAny().isPresent());
            default -> image.files().size() > 1;
          };
    };
  }

  private static Stream<String> names(IndexedImage image) {
    return image.paths().stream().map(path -> path.getFileName().toString());
  }

  /// Haversine.
  private static double distance(double lat1, double lon1, double lat2, double lon2) {
    double north = Math.toRadians(lat2 - lat1);
    double east = Math.toRadians(lon2 - lon1);
    double half =
        Math.pow(Math.sin(north / 2), 2)
            + Math.cos(Math.toRadians(lat1))
                * Math.cos(Math.toRadians(lat2))
                * Math.pow(Math.sin(east / 2), 2);
    return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(half)));
  }

  /// In small letters and without accents.
  private static Path plain(Path path) {
    String decomposed =
        java.text.Normalizer.normalize(path.toString(), java.text.Normalizer.Form.NFD);
    return Path.of(decomposed.replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT));
  }
}
