/// ONNX Runtime: sessions, graphs, optimized copies, devices.
///
/// - In: an ONNX file and options. Out: inference on batches.
/// - Knows: ONNX Runtime; the only package that does. Does not know: what a model means.
/// - Start at [dev.sightline.models.onnx.OnnxGraph].
@NullMarked
package dev.sightline.models.onnx;

import org.jspecify.annotations.NullMarked;
