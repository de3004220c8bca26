// Keeps the question in the address of the page and in the history of the browser. An address
// cannot hold a file: the history entry has the number of a query image, and this module its file.

import { join, split } from "./query.js";

export function createAddress() {
  const images = new Map(); // files by number

  function imageOfEntry() {
    return images.get(history.state?.image) ?? null;
  }

  function queryOfEntry() {
    return new URLSearchParams(location.search).get("q") ?? "";
  }

  function numberOf(image) {
    if (!image) {
      return null;
    }
    const known = [...images].find(([, file]) => file === image);
    const number = known?.[0] ?? images.size + 1;
    images.set(number, image);
    return number;
  }

  function showTitle(query) {
    document.title = query ? `${query} · Sightline` : "Sightline";
  }

  /** The question of the current history entry. */
  function read() {
    const query = queryOfEntry();
    showTitle(query);
    return { ...split(query), image: imageOfEntry() };
  }

  /** @param {boolean} replace whether the current history entry is replaced */
  function write(question, replace) {
    const query = join(question);
    const address = query ? `/?${new URLSearchParams({ q: query })}` : "/";
    const state = { image: numberOf(question.image) };
    history[replace ? "replaceState" : "pushState"](state, "", address);
    showTitle(query);
  }

  /** Whether a question is the one of the current history entry. */
  function isCurrent(question) {
    return queryOfEntry() === join(question) && imageOfEntry() === question.image;
  }

  return { read, write, isCurrent };
}
