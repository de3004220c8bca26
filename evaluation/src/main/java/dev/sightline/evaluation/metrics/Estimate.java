package dev.sightline.evaluation.metrics;

/// A measured number and how sure it is.
///
/// @param value of all data
/// @param low the 2.5th percentile over bootstrap samples (Efron and Tibshirani 1993, chapter 13)
/// @param high the 97.5th
public record Estimate(double value, double low, double high) {}
