package dev.sightline.searcher.lucene;

import dev.sightline.library.FolderPattern;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.schema.FilterFields;
import dev.sightline.library.schema.ImageFields;
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
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Operations;

/// Turns exact conditions into Lucene queries over [FilterFields].
final class LuceneFilters {
  /// What `has:` asks of an image when others are to be the same picture.
  private static final String DUPLICATES = "duplicates";

  private final List<LibraryRoot> roots;
  private final Supplier<Set<String>> duplicates;

  /// @param roots of the library: folders are named from them on
  /// @param duplicates ids of images that have a duplicate; asked only when a filter does
  LuceneFilters(List<LibraryRoot> roots, Supplier<Set<String>> duplicates) {
    this.roots = List.copyOf(roots);
    this.duplicates = duplicates;
  }

  /// The images that satisfy all filters.
  org.apache.lucene.search.Query all(List<Query.Filter> filters) {
    var all = new BooleanQuery.Builder();
    all.add(new FieldExistsQuery(FilterFields.TIME), Occur.FILTER); // what is an image at all
    for (Query.Filter filter : filters) {
      all.add(of(filter.condition()), filter.negated() ? Occur.MUST_NOT : Occur.FILTER);
    }
    return new ConstantScoreQuery(all.build());
  }

  private org.apache.lucene.search.Query of(Condition condition) {
    return switch (condition) {
      case Condition.Dates(_, var spans) -> any(spans.stream().map(LuceneFilters::dates));
      case Condition.Numbers(var number, var ranges) ->
          any(ranges.stream().map(range -> range(number, range)));
      case Condition.Texts(var text, var values) ->
          any(values.stream().map(value -> text(text, value)));
      case Condition.Near(var latitude, var longitude, var metres) ->
          LatLonPoint.newDistanceQuery(FilterFields.PLACE, latitude, longitude, metres);
      case Condition.Chosen(_, _, var images) -> ids(images.ids());
      case Condition.Learned learned ->
          throw new QueryException(
              0,
              "There is no %s '%s' in this library."
                  .formatted(learned.field(), learned.names().getFirst()));
    };
  }

  private static org.apache.lucene.search.Query any(
      Stream<? extends org.apache.lucene.search.Query> alternatives) {
    var any = new BooleanQuery.Builder();
    alternatives.forEach(it -> any.add(it, Occur.SHOULD));
    return any.build();
  }

  private static org.apache.lucene.search.Query dates(DateSpan span) {
    return switch (span) {
      case DateSpan.Between(var from, var until) -> between(from, until);
      case DateSpan.Recurring(var year, var month, var day) -> recurring(year, month, day);
    };
  }

  private static org.apache.lucene.search.Query between(LocalDateTime from, LocalDateTime until) {
    return LongPoint.newRangeQuery(
        FilterFields.TIME,
        from.toEpochSecond(ZoneOffset.UTC),
        until.toEpochSecond(ZoneOffset.UTC) - 1);
  }

  private static org.apache.lucene.search.Query recurring(
      OptionalInt year, OptionalInt month, OptionalInt day) {
    var all = new BooleanQuery.Builder();
    if (year.isPresent()) {
      var start = LocalDateTime.of(year.getAsInt(), 1, 1, 0, 0);
      all.add(between(start, start.plusYears(1)), Occur.FILTER);
    }
    if (month.isPresent()) {
      int first = month.getAsInt() * 100;
      all.add(
          IntPoint.newRangeQuery(
              FilterFields.MONTH_DAY, first + day.orElse(1), first + day.orElse(31)),
          Occur.FILTER);
    } else if (day.isPresent()) {
      all.add(IntPoint.newExactQuery(FilterFields.DAY, day.getAsInt()), Occur.FILTER);
    }
    return all.build();
  }

  private static org.apache.lucene.search.Query range(NumberField number, NumberRange range) {
    return switch (number) {
      case SIZE ->
          LongPoint.newRangeQuery(
              FilterFields.BYTES, (long) Math.ceil(range.from()), (long) Math.floor(range.to()));
      case WIDTH -> integers(FilterFields.WIDTH, range);
      case HEIGHT -> integers(FilterFields.HEIGHT, range);
      case RATING -> integers(FilterFields.RATING, range);
      case ISO -> integers(FilterFields.ISO, range);
      case FOCAL -> DoublePoint.newRangeQuery(FilterFields.FOCAL_LENGTH, range.from(), range.to());
      case F -> DoublePoint.newRangeQuery(FilterFields.APERTURE, range.from(), range.to());
    };
  }

  private static org.apache.lucene.search.Query integers(String field, NumberRange range) {
    // A cast from double ends at the largest and smallest int.
    return IntPoint.newRangeQuery(
        field, (int) Math.ceil(range.from()), (int) Math.floor(range.to()));
  }

  private org.apache.lucene.search.Query text(TextField field, String value) {
    String folded = FilterFields.folded(value);
    return switch (field) {
      case CAMERA -> contains(FilterFields.CAMERA, folded);
      case LENS -> contains(FilterFields.LENS, folded);
      case IN -> folder(value);
      case NAME ->
          folded.contains("*") || folded.contains("?")
              ? new WildcardQuery(new Term(FilterFields.FILE_NAME, escaped(folded)))
              : inOneText(ImageFields.NAME, value);
      case CAPTION -> words(ImageFields.CAPTION, value);
      case TAG -> phrase(ImageFields.KEYWORD, value);
      case EXT -> new TermQuery(new Term(FilterFields.EXTENSION, folded));
      case ORIENTATION -> new TermQuery(new Term(FilterFields.SHAPE, folded));
      case HAS ->
          folded.equals(DUPLICATES)
              ? ids(duplicates.get())
              : new TermQuery(new Term(FilterFields.HAS, folded));
    };
  }

  private static org.apache.lucene.search.Query ids(Set<String> ids) {
    return new TermInSetQuery(ImageFields.ID, ids.stream().map(BytesRef::new).toList());
  }

  /// A backslash stands for itself: file names of other systems hold it.
  private static String escaped(String glob) {
    return glob.replace("\\", "\\\\");
  }

  private static org.apache.lucene.search.Query contains(String field, String part) {
    return new AutomatonQuery(
        new Term(field, part),
        Operations.determinize(
            Operations.concatenate(
                List.of(
                    Automata.makeAnyString(), Automata.makeString(part), Automata.makeAnyString())),
            Operations.DEFAULT_DETERMINIZE_WORK_LIMIT));
  }

  private org.apache.lucene.search.Query folder(String value) {
    return any(
        FolderPattern.ofFilter(value, roots).stream()
            .map(pattern -> new RegexpQuery(new Term(ImageFields.PATH, pattern))));
  }

  /// All words of a text, in whatever order; nothing holds a text without words.
  private static org.apache.lucene.search.Query words(String field, String text) {
    List<String> words = WordAnalysis.words(text);
    if (words.isEmpty()) {
      return new MatchNoDocsQuery("no words in '%s'".formatted(text));
    }
    var all = new BooleanQuery.Builder();
    words.forEach(word -> all.add(new TermQuery(new Term(field, word)), Occur.FILTER));
    return all.build();
  }

  /// All words of a text, in whatever order, within one name: an image may have several.
  private static org.apache.lucene.search.Query inOneText(String field, String text) {
    String[] words = WordAnalysis.words(text).stream().distinct().toArray(String[]::new);
    return words.length == 0
        ? new MatchNoDocsQuery("no words in '%s'".formatted(text))
        : new PhraseQuery(WordAnalysis.REACH, field, words);
  }

  /// The words of a text one after the other, as in one keyword.
  private static org.apache.lucene.search.Query phrase(String field, String text) {
    List<String> words = WordAnalysis.words(text);
    return words.isEmpty()
        ? new MatchNoDocsQuery("no words in '%s'".formatted(text))
        : new PhraseQuery(field, words.toArray(String[]::new));
  }
}
