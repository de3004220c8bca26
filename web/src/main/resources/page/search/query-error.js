// Shows why a query failed, with the wrong part of the query marked.

import { byId, element, showText } from "../shared/dom.js";
import { tokens } from "./query.js";

/** Shows an error below the field. The text in the field and the photos stay as they are. */
export function showQueryError(error, query) {
  const target = byId("error");
  target.replaceChildren(...markedQuery(query, error.position), error.message);
  target.hidden = false;
}

export function hideQueryError() {
  showText(byId("error"), "");
}

/** The query with the token at a position marked; nothing if there is none. */
function markedQuery(query, position) {
  if (!Number.isInteger(position)) {
    return [];
  }
  const token = tokens(query).find(
    ({ start, text }) => position >= start && position < start + text.length,
  );
  if (!token) {
    return [];
  }
  const end = token.start + token.text.length;
  const wrong = element("mark", {}, query.slice(position, end));
  return [element("code", {}, query.slice(0, position), wrong, query.slice(end)), " "];
}
