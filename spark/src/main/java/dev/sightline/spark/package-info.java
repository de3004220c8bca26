/// Embeds pictures on a Spark cluster.
///
/// - In: folders, a list of files, a Parquet table of paths or of bytes, on any file system that
///   Hadoop knows. Out: a folder as `sightline library export` writes it, files set aside in a
///   table of their own, and the images in a collection of a cluster if wanted.
/// - Knows: Spark and Hadoop's file systems. Does not know: how a picture is decoded or embedded,
///   what a table or a collection looks like.
/// - Start at [dev.sightline.spark.EmbedJob]; what is done with one part is
///   [dev.sightline.spark.PartTask], what lies where in the output is
///   [dev.sightline.spark.OutputFolder].
@NullMarked
package dev.sightline.spark;

import org.jspecify.annotations.NullMarked;
