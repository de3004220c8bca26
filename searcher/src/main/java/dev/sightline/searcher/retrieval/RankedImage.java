package dev.sightline.searcher.retrieval;

/// An image in the ranking of an answer.
///
/// @param id content id of the image
/// @param cosine cosine with the query, -1 to 1; NaN where the query has no meaning part
/// @param worded whether the image holds all keywords of the query
public record RankedImage(String id, double cosine, boolean worded) {}
