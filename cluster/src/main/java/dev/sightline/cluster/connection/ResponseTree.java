package dev.sightline.cluster.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.solr.common.util.NamedList;

/// Looks into an answer of Solr, which is made of lists with names and of maps.
public final class ResponseTree {
  private ResponseTree() {}

  /// What lies at the end of a way of names; an empty text when the way ends before.
  public static Object at(Object tree, String... names) {
    Object at = tree;
    for (String name : names) {
      at = entries(at).getOrDefault(name, "");
    }
    return at;
  }

  /// A number at the end of a way; 0 when there is none.
  public static long number(Object tree, String... names) {
    return at(tree, names) instanceof Number number ? number.longValue() : 0;
  }

  /// What has names in a part of an answer, in its order.
  public static Map<String, Object> entries(Object tree) {
    var entries = new LinkedHashMap<String, Object>();
    switch (tree) {
      case NamedList<?> list -> list.forEach((name, value) -> entries.put(name, value));
      case Map<?, ?> map -> map.forEach((name, value) -> entries.put(name.toString(), value));
      default -> {}
    }
    return entries;
  }
}
