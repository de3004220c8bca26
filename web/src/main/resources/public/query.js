// A query is one string, the same as on the command line. In the field, the pictures in it stand as
// chips and the rest as text.

const LIKE = /(?:^|\s)like:([0-9a-f]{32})(?=\s|$)/g;
const MINIMUM = /(^|\s)min:\S+/g;

/** Splits a query into the ids it asks for and the rest. */
export function split(query) {
  const likes = [...query.matchAll(LIKE)].map((match) => match[1]);
  return { likes, text: query.replace(LIKE, " ").trim() };
}

/** The reverse of split. */
export function join({ likes, text }) {
  return [...likes.map((id) => `like:${id}`), text.trim()].filter(Boolean).join(" ");
}

/** The same question, shown down to the least likely. */
export function withoutCut(text) {
  return `${text.replace(MINIMUM, " ").trim()} min:0`.trim();
}

/** Whether a query says itself where its matches end. */
export function hasCut(text) {
  return text.search(MINIMUM) >= 0;
}
