// A query is one string, the same as on the command line. In the field, the pictures in it stand as
// chips and the rest as text; its filters are shown once more below, to be taken away.

const LIKE = /(?:^|\s)(-?)like:([0-9a-f]{16,64})(?=\s|$)/g;
const MINIMUM = /(^|\s)min:\S+/g;
const TOKEN = /(?:"[^"]*"?|[^\s"])+/g;
const FILTER = /^-?(after|before|camera|caption|concept|date|ext|f|focal|has|height|in|iso|label|lens|name|near|orientation|rating|size|tag|width):./i;
const SETTING = /^(sort|min):./i;

/** Splits a query into the photos it asks for and the rest. */
export function split(query) {
  const likes = [...query.matchAll(LIKE)].map(([, sign, id]) => ({ id, minus: sign === "-" }));
  return { likes, text: query.replace(LIKE, " ").trim() };
}

/** The reverse of split. */
export function join({ likes, text }) {
  const pictures = likes.map(({ id, minus }) => `${minus ? "-" : ""}like:${id}`);
  return [...pictures, text.trim()].filter(Boolean).join(" ");
}

/** The words of a query, each with its quotation marks and the place where it begins. */
export function tokens(text) {
  return [...text.matchAll(TOKEN)].map((match) => ({ text: match[0], start: match.index }));
}

/** The exact conditions, and the order, in a query: what can be lifted. */
export function filters(text) {
  return tokens(text).map((token) => token.text)
    .filter((token) => FILTER.test(token) || /^sort:./i.test(token));
}

export function without(text, clause) {
  return tokens(text).map((token) => token.text).filter((token) => token !== clause).join(" ");
}

export function including(text, clause) {
  return tokens(text).some((token) => token.text === clause) ? text : `${text} ${clause}`.trim();
}

/** Whether nothing is asked of what photos show, so that they come by date. */
export function isListing({ likes, text, picture }) {
  return likes.length === 0 && !picture
    && tokens(text).every((token) => FILTER.test(token.text) || SETTING.test(token.text));
}

/** The name of the concept that a query asks for; "" when it asks for none, or for several. */
export function conceptIn(text) {
  const named = tokens(text).map((token) => token.text).filter((token) => /^concept:./i.test(token));
  const [name = ""] = named.map((token) => token.slice("concept:".length).replaceAll('"', ""));
  return named.length === 1 && !name.includes(",") ? name : "";
}

/** The order that a query asks for; "" when it says nothing. */
export function order(text) {
  return tokens(text).findLast((token) => /^sort:./i.test(token.text))?.text.slice(5) ?? "";
}

/** The same question, shown down to the least likely. */
export function withoutCut(text) {
  return `${text.replace(MINIMUM, " ").trim()} min:0`.trim();
}

/** Whether a query says itself where its matches end. */
export function hasCut(text) {
  return text.search(MINIMUM) >= 0;
}
