// Reads and edits query strings, which have the grammar of the command line. Query images of the
// library (like:ID) are shown as chips in the field, the rest of the query as its text.

const LIKE = /(?:^|\s)(-?)like:([0-9a-f]{16,64})(?=\s|$)/g;
const MINIMUM = /(^|\s)min:\S+/g;
const TOKEN = /(?:"[^"]*"?|[^\s"])+/g;
const FILTER =
  /^-?(after|before|camera|caption|concept|date|ext|f|focal|has|height|in|iso|label|lens|name|near|orientation|rating|size|tag|width):./i;
const SETTING = /^(sort|min):./i;
const SORT = /^sort:./i;

/** Splits a query into the photos of the library in it and its text. */
export function split(query) {
  const likes = [...query.matchAll(LIKE)].map(([, sign, id]) => ({ id, minus: sign === "-" }));
  return { likes, text: query.replace(LIKE, " ").trim() };
}

/** The reverse of split. */
export function join({ likes, text }) {
  const images = likes.map(({ id, minus }) => `${minus ? "-" : ""}like:${id}`);
  return [...images, text.trim()].filter(Boolean).join(" ");
}

/** The tokens of a query with their quotation marks, and the index where each starts. */
export function tokens(query) {
  return [...query.matchAll(TOKEN)].map((match) => ({ text: match[0], start: match.index }));
}

function clauses(text) {
  return tokens(text).map((token) => token.text);
}

/** The filters and the sort order of a query, which the user can remove one by one. */
export function filters(text) {
  return clauses(text).filter((clause) => FILTER.test(clause) || SORT.test(clause));
}

export function without(text, clause) {
  return clauses(text)
    .filter((it) => it !== clause)
    .join(" ");
}

export function including(text, clause) {
  return clauses(text).includes(clause) ? text : `${text} ${clause}`.trim();
}

/** Whether a question has filters only, so that its photos are listed by date. */
export function isListing({ likes, text, image }) {
  const onlyFilters = clauses(text).every((clause) => FILTER.test(clause) || SETTING.test(clause));
  return likes.length === 0 && !image && onlyFilters;
}

/** The name of the concept in a query; "" if there is none, or more than one. */
export function conceptIn(text) {
  const found = clauses(text).filter((clause) => /^concept:./i.test(clause));
  const [name = ""] = found.map((clause) => clause.slice("concept:".length).replaceAll('"', ""));
  return found.length === 1 && !name.includes(",") ? name : "";
}

/** The value of `sort:` in a query; "" if there is none. */
export function sortOrder(text) {
  const last = clauses(text).findLast((clause) => SORT.test(clause));
  return last?.slice("sort:".length) ?? "";
}

/** The same query without a threshold. */
export function withoutThreshold(text) {
  return `${text.replace(MINIMUM, " ").trim()} min:0`.trim();
}

/** Whether a query sets its own threshold. */
export function hasThreshold(text) {
  return text.search(MINIMUM) >= 0;
}
