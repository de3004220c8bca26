// What is known of a photo, and why it was found.

import { element } from "../shared/dom.js";
import { bytes, camera, date, likelihood, place } from "../shared/words.js";

/**
 * @param {Object} facts of the library
 * @param {Object} hit as it was found
 */
export function factList(facts, hit) {
  const exposure = [
    facts.focalLength && `${facts.focalLength} mm`,
    facts.aperture && `f/${facts.aperture}`,
    facts.iso && `ISO ${facts.iso}`,
  ].filter(Boolean).join(" · ");
  const paths = facts.paths ?? [];
  const rows = [
    ["Why it matched", why(hit)],
    ["Taken", facts.taken && `${date(facts.taken)}${facts.dateSource === "name" ? " (by the file's name)" : ""}`],
    ["Camera", camera(facts)],
    ["Lens", facts.lens],
    ["Exposure", exposure],
    ["Place", facts.place && place(facts.place)],
    ["Picture", `${facts.width} × ${facts.height}, ${facts.format.toUpperCase()}, ${bytes(facts.bytes)}`],
    [paths.length > 1 ? "Files" : "File", paths.length > 0 && element("span", {}, ...paths.flatMap(breakable))],
  ];
  return element("dl", {}, ...rows.filter(([, value]) => value).map(([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, value))));
}

function why(hit) {
  const { confidence, score, why: reasons } = hit;
  if (confidence === null || confidence === undefined) {
    return "";
  }
  const lines = [`${likelihood(hit)} (${Math.round(confidence * 100)} %)`];
  if (score !== null) {
    lines.push(`cosine ${score.toFixed(3)} with the query`);
  }
  if (reasons?.text !== null && reasons?.text !== undefined && reasons.text !== score) {
    lines.push(`cosine ${reasons.text.toFixed(3)} with its words`);
  }
  if (reasons?.name) {
    lines.push(`its words stand in “${reasons.name}”`);
  }
  return lines.join("\n");
}

/** A path that may be broken after its slashes. */
function breakable(path) {
  const parts = path.split(/(?<=[/\\])/);
  return [...parts.flatMap((part) => [part, element("wbr")]), element("br")];
}
