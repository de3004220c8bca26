// Example searches that are certain to find something here: candidates are the names of the
// library's folders and a few everyday things, and each is tried before it is offered.

import { search } from "./api.js";
import { below } from "./words.js";

const EVERYDAY = [
  "an animal", "mountains", "a building", "a flower", "people", "sunset", "water", "a dog", "food",
  "a street", "snow", "a car",
];
const OFFERED = 5;
const TRIED = 16;
const SURE = 0.6; // least confidence of the best hit

/**
 * @param {Object[]} hits the newest photos
 * @param {string[]} roots the library's folders
 * @param {number} documents photos in the library
 * @returns {Promise<string[]>} at most five queries
 */
export async function findExamples(hits, roots, documents) {
  const found = [];
  const candidates = [...new Set([...EVERYDAY.slice(0, 6), ...folders(hits, roots), ...EVERYDAY])];
  for (const query of candidates.slice(0, TRIED)) {
    const answer = await search({ query, k: 1 }, AbortSignal.timeout(5000));
    const best = answer.hits[0];
    const tellsApart = answer.matches <= Math.max(1, documents / 2);
    if (best && best.confidence >= SURE && tellsApart) {
      found.push(query);
    }
    if (found.length === OFFERED) {
      break;
    }
  }
  return found;
}

function folders(hits, roots) {
  const names = hits.flatMap((hit) => below(hit.path, roots).split(/[/\\]/).slice(0, -1));
  return [...new Set(names)].filter((name) => /^[\p{L} ]{3,20}$/u.test(name));
}
