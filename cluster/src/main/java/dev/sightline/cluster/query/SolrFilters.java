package dev.sightline.cluster.query;

import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.library.FolderPattern;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.schema.FilterFields;
import dev.sightline.library.schema.WordAnalysis;
import dev.sightline.searcher.query.Condition;
import dev.sightline.searcher.query.Condition.DateSpan;
import dev.sightline.searcher.query.Condition.NumberField;
import dev.sightline.searcher.query.Condition.NumberRange;
import dev.sightline.searcher.query.Condition.TextField;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/// Turns exact conditions into clauses of Solr over [CollectionFields]. What people wrote only ever
/// becomes the value of a parameter, so that none of it is read as Solr's own language; where that
/// language is needed, for patterns, every character of it is escaped.
final class SolrFilters {
  private static final String DUPLICATES = "duplicates";

  private final CollectionQuery question;
  private final List<LibraryRoot> roots;
  private final Supplier<Set<String>> duplicates;

  /// @param question takes the clauses
  /// @param roots of the library: folders are named from them on
  /// @param duplicates ids of images that have a duplicate; asked only when a filter does
  SolrFilters(CollectionQuery question, List<LibraryRoot> roots, Supplier<Set<String>> duplicates) {
    this.question = question;
    this.roots = List.copyOf(roots);
    this.duplicates = duplicates;
  }

  /// Names of clauses that are to hold, one a filter.
  List<String> all(List<Query.Filter> filters) {
    return filters.stream()
        .map(
            filter -> {
              String clause = of(filter.condition());
              return filter.negated() ? question.not(clause) : clause;
            })
        .toList();
  }

  private String of(Condition condition) {
    return switch (condition) {
      case Condition.Dates(_, var spans) -> question.any(spans.stream().map(this::dates).toList());
      case Condition.Numbers(var number, var ranges) ->
          question.any(ranges.stream().map(range -> range(number, range)).toList());
      case Condition.Texts(var text, var values) ->
          question.any(values.stream().map(value -> text(text, value)).toList());
      case Condition.Near(var latitude, var longitude, var metres) ->
          question.clause(
              String.format(
                  Locale.ROOT,
                  "{!geofilt sfield=%s pt=%s,%s d=%s}",
                  CollectionFields.PLACE,
                  latitude,
                  longitude,
                  metres / 1000));
      case Condition.Chosen(_, _, var images) -> ids(images.ids());
      case Condition.Learned learned ->
          throw new QueryException(
              0,
              "There is no %s '%s' in this library."
                  .formatted(learned.field(), learned.names().getFirst()));
    };
  }

  private String dates(DateSpan span) {
    return switch (span) {
      case DateSpan.Between(var from, var until) -> between(from, until);
      case DateSpan.Recurring(var year, var month, var day) -> recurring(year, month, day);
    };
  }

  private String between(LocalDateTime from, LocalDateTime until) {
    return question.clause(
        "%s:[%d TO %d]"
            .formatted(
                CollectionFields.TIME,
                from.toEpochSecond(ZoneOffset.UTC),
                until.toEpochSecond(ZoneOffset.UTC) - 1));
  }

  private String recurring(OptionalInt year, OptionalInt month, OptionalInt day) {
    var all = new java.util.ArrayList<String>();
    if (year.isPresent()) {
      var start = LocalDateTime.of(year.getAsInt(), 1, 1, 0, 0);
      all.add(between(start, start.plusYears(1)));
    }
    if (month.isPresent()) {
      int first = month.getAsInt() * 100;
      all.add(
          question.clause(
              "%s:[%d TO %d]"
                  .formatted(
                      CollectionFields.MONTH_DAY, first + day.orElse(1), first + day.orElse(31))));
    } else if (day.isPresent()) {
      all.add(question.clause("%s:%d".formatted(CollectionFields.DAY, day.getAsInt())));
    }
    return question.both(all);
  }

  private String range(NumberField number, NumberRange range) {
    String bounds =
        switch (number) {
          case SIZE -> whole(range, Long.MIN_VALUE, Long.MAX_VALUE);
          case WIDTH, HEIGHT, RATING, ISO -> whole(range, Integer.MIN_VALUE, Integer.MAX_VALUE);
          case FOCAL, F -> real(range.from()) + " TO " + real(range.to());
        };
    String field =
        switch (number) {
          case SIZE -> CollectionFields.SIZE;
          case WIDTH -> CollectionFields.WIDTH;
          case HEIGHT -> CollectionFields.HEIGHT;
          case RATING -> CollectionFields.RATING;
          case ISO -> CollectionFields.ISO;
          case FOCAL -> CollectionFields.FOCAL_LENGTH;
          case F -> CollectionFields.APERTURE;
        };
    return question.clause("%s:[%s]".formatted(field, bounds));
  }

  private static String whole(NumberRange range, long least, long most) {
    long from = Math.clamp((long) Math.ceil(range.from()), least, most);
    long to = Math.clamp((long) Math.floor(range.to()), least, most);
    return from + " TO " + to;
  }

  private static String real(double bound) {
    return Double.isInfinite(bound) ? "*" : Double.toString(bound);
  }

  private String text(TextField field, String value) {
    String folded = FilterFields.folded(value);
    return switch (field) {
      case CAMERA -> contains(CollectionFields.CAMERA, folded);
      case LENS -> contains(CollectionFields.LENS, folded);
      case IN -> folder(value);
      case NAME ->
          folded.contains("*") || folded.contains("?")
              ? pattern(CollectionFields.FILE_NAME, CollectionQuery.glob(folded))
              : phrase(CollectionFields.NAME_WORDS, value, WordAnalysis.REACH);
      case CAPTION -> words(CollectionFields.CAPTION_WORDS, value);
      case TAG -> phrase(CollectionFields.KEYWORD_WORDS, value, 0);
      case EXT -> question.term(CollectionFields.EXTENSION, folded);
      case ORIENTATION -> question.term(CollectionFields.SHAPE, folded);
      case HAS ->
          folded.equals(DUPLICATES)
              ? ids(duplicates.get())
              : question.term(CollectionFields.HAS, folded);
    };
  }

  private String ids(Collection<String> ids) {
    return question.clause("{!terms f=%s}%s".formatted(CollectionFields.ID, String.join(",", ids)));
  }

  private String contains(String field, String part) {
    return pattern(field, "*" + CollectionQuery.literal(part) + "*");
  }

  private String pattern(String field, String pattern) {
    return question.clause(field + ":" + pattern);
  }

  private String folder(String value) {
    return question.any(
        FolderPattern.ofFilter(value, roots).stream()
            .map(it -> pattern(CollectionFields.PATH, "/" + it.replace("/", "\\/") + "/"))
            .toList());
  }

  /// All words of a text, in whatever order; nothing holds a text without words.
  private String words(String field, String text) {
    List<String> words = WordAnalysis.words(text);
    return words.isEmpty()
        ? question.nothing()
        : question.both(words.stream().map(word -> question.term(field, word)).toList());
  }

  /// The words of a text within one name or keyword, in their order where nothing may be between
  /// them.
  private String phrase(String field, String text, int apart) {
    List<String> words = WordAnalysis.words(text);
    List<String> looked = apart == 0 ? words : words.stream().distinct().toList();
    return looked.isEmpty() ? question.nothing() : question.phrase(field, looked, apart);
  }
}
