package dev.sightline.web.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.duplicates.DuplicateGroup;
import dev.sightline.searcher.duplicates.DuplicateGroup.Member;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.duplicates.Duplicates;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.Json;
import dev.sightline.web.http.SearchParameters;
import dev.sightline.web.security.Caller;
import dev.sightline.web.security.CallerView;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists groups of duplicates. They are computed once for each commit, because this takes seconds
/// in a large library. Nothing is deleted.
public final class DuplicateHandler {
  private static final int USUAL = 100;
  private static final int MOST = 1000;

  private final Supplier<Searcher> searcher;
  private final SearchedLibrary library;
  private final Answers answers;
  private final Cache<Key, Duplicates> found = Caffeine.newBuilder().maximumSize(2).build();

  /// @param searcher gives the searcher of the moment
  /// @param library whose duplicates are listed
  /// @param answers caches and computes
  public DuplicateHandler(Supplier<Searcher> searcher, SearchedLibrary library, Answers answers) {
    this.searcher = searcher;
    this.library = library;
    this.answers = answers;
  }

  private record Key(Searcher searcher, long commit, DuplicateRule rule) {}

  /// The parameters of a request.
  ///
  /// @param rule what counts as a duplicate
  /// @param of only groups with one of these content ids; empty for all groups
  /// @param k groups wanted
  private record Parameters(DuplicateRule rule, Set<String> of, int k) {
    static Parameters of(Map<String, List<String>> values) {
      return new Parameters(
          SearchParameters.value(values, "threshold")
              .map(Parameters::rule)
              .orElse(DuplicateRule.DEFAULT),
          SearchParameters.value(values, "of").stream()
              .flatMap(ids -> Stream.of(ids.split(",")))
              .filter(id -> !id.isBlank())
              .collect(Collectors.toUnmodifiableSet()),
          SearchParameters.number(values, "k", USUAL, MOST));
    }

    private static DuplicateRule rule(String text) {
      try {
        return new DuplicateRule(Double.parseDouble(text));
      } catch (IllegalArgumentException e) {
        throw new ApiException(
            ApiException.BAD_REQUEST,
            "'threshold' is a number from 0 to 1, read '%s'."
                .formatted(SearchParameters.shortened(text)));
      }
    }
  }

  /// `GET /api/v1/duplicates?of=&threshold=&k=`. Paths are shown to trusted callers only.
  public void list(Context context) {
    var parameters = Parameters.of(context.queryParamMap());
    boolean paths = Caller.attachedTo(context).isTrusted();
    Searcher asked = searcher.get();
    long commit = library.commitToken();
    var question = new Answers.Question(asked, commit, parameters, paths);
    Json.answer(
        context,
        answers.to(
            question,
            () -> {
              var all =
                  found.get(
                      new Key(asked, commit, parameters.rule()),
                      key -> key.searcher().library().duplicates(key.rule()));
              return Json.text(describe(all, parameters, paths));
            }));
  }

  private static Map<String, Object> describe(Duplicates all, Parameters asked, boolean paths) {
    List<DuplicateGroup> groups =
        all.groups().stream()
            .filter(
                group ->
                    asked.of().isEmpty()
                        || group.files().stream()
                            .anyMatch(it -> asked.of().contains(it.image().id())))
            .toList();
    var described = new LinkedHashMap<String, Object>();
    described.put("images", all.images());
    described.put("unhashed", all.unhashed());
    described.put("total", groups.size());
    described.put(
        "groups", groups.stream().limit(asked.k()).map(it -> describe(it, paths)).toList());
    return described;
  }

  private static Map<String, Object> describe(DuplicateGroup group, boolean paths) {
    return Map.of(
        "kind",
        group.kind().label(),
        "reason",
        group.reason(),
        "files",
        group.files().stream().map(it -> describe(it, paths)).toList());
  }

  private static Map<String, @Nullable Object> describe(Member member, boolean paths) {
    var facts = member.image().facts();
    var file = new LinkedHashMap<String, @Nullable Object>();
    file.put("id", member.image().id());
    if (paths) {
      file.put("path", member.file().path().toString());
    }
    file.put("format", facts.format());
    file.put("width", facts.width());
    file.put("height", facts.height());
    file.put("bytes", member.file().bytes());
    file.put("taken", member.image().taken().map(it -> it.local().toString()).orElse(null));
    file.put("dateSource", member.image().date().source().label());
    file.put("thumbnail", CallerView.addressOf(member.image().id()) + "/thumbnail");
    return file;
  }
}
