// The facts about a photo: when and with what it was taken, where its files are, why it matched.

import { element } from "../shared/dom.js";
import { bytes, camera, date, likelihood, place } from "../shared/format.js";

/**
 * @param {Object} facts about the photo, from the library
 * @param {Object} hit the photo as it was found
 */
export function factList(facts, hit) {
  const paths = facts.paths ?? [];
  const rows = [
    ["Why it matched", reasonsOf(hit)],
    ["Taken", takenOf(facts)],
    ["Camera", camera(facts)],
    ["Lens", facts.lens],
    ["Exposure", exposureOf(facts)],
    ["Place", facts.place && place(facts.place)],
    ["Size", sizeOf(facts)],
    [paths.length > 1 ? "Files" : "File", paths.length > 0 && pathsOf(paths)],
  ];
  const known = rows.filter(([, value]) => value);
  return element("dl", {}, ...known.map(([name, value]) => row(name, value)));
}

function row(name, value) {
  return element("div", {}, element("dt", {}, name), element("dd", {}, value));
}

function takenOf({ taken, dateSource }) {
  return taken && `${date(taken)}${dateSource === "name" ? " (from the file name)" : ""}`;
}

function exposureOf({ focalLength, aperture, iso }) {
  const values = [
    focalLength && `${focalLength} mm`,
    aperture && `f/${aperture}`,
    iso && `ISO ${iso}`,
  ];
  return values.filter(Boolean).join(" · ");
}

function sizeOf({ width, height, format, bytes: fileSize }) {
  return `${width} × ${height}, ${format.toUpperCase()}, ${bytes(fileSize)}`;
}

function reasonsOf(hit) {
  const { confidence, score, why } = hit;
  if (confidence === null || confidence === undefined) {
    return "";
  }
  const lines = [`${likelihood(hit)} (${Math.round(confidence * 100)} %)`];
  if (score !== null) {
    lines.push(`cosine ${score.toFixed(3)} with the query`);
  }
  const textScore = why?.text ?? null;
  if (textScore !== null && textScore !== score) {
    lines.push(`cosine ${textScore.toFixed(3)} with the text of the query`);
  }
  if (why?.name) {
    lines.push(`keywords found in “${why.name}”`);
  }
  return lines.join("\n");
}

function pathsOf(paths) {
  return element("span", {}, ...paths.flatMap(breakable));
}

/** A path with a possible line break after each slash. */
function breakable(path) {
  const parts = path.split(/(?<=[/\\])/);
  return [...parts.flatMap((part) => [part, element("wbr")]), element("br")];
}
