// The question that is being asked, its place in the browser's history, and the pages of its answer.
// The address holds all of it but a picture that was sent, which the history remembers by number.

import { search } from "../shared/api.js";
import { isListing, join, split } from "./query.js";

const PAGE = 100;
const PICTURE_PAGE = 1000; // a picture is sent and looked at anew for every page
const PAUSE = 250; // milliseconds of not typing

/**
 * @param {{
 *   asked: function(Object),            the question has changed: show it
 *   answered: function(Object, Object), the first page of an answer, and its question
 *   extended: function(Object),         one more page
 *   jumped: function(Object, number),   a page from far on, and how many photos come before it
 *   preceded: function(Object),         the page before the first one that is shown
 *   failed: function(Error, Object),
 *   busy: function(boolean)
 * }} on
 */
export function createSearch(on) {
  const pictures = new Map();
  let question = { likes: [], text: "", picture: null };
  let asking = new AbortController();
  let cursor = null;
  let extending = null;
  let pause = 0;
  let typing = false;

  function remember(replace) {
    const query = join(question);
    const address = query ? `/?${new URLSearchParams({ q: query })}` : "/";
    let key = null;
    if (question.picture) {
      key = [...pictures].find(([, file]) => file === question.picture)?.[0] ?? pictures.size + 1;
      pictures.set(key, question.picture);
    }
    history[replace ? "replaceState" : "pushState"]({ picture: key }, "", address);
    document.title = query ? `${query} · Sightline` : "Sightline";
  }

  /** Takes the question from the address, as after the back button. */
  function restore() {
    clearTimeout(pause);
    typing = false;
    const query = new URLSearchParams(location.search).get("q") ?? "";
    const picture = pictures.get(history.state?.picture) ?? null;
    question = { ...split(query), picture };
    document.title = query ? `${query} · Sightline` : "Sightline";
    on.asked(question);
    run();
  }

  /** Whether the address still says what was asked last, as when only the viewer was closed. */
  function isCurrent() {
    return (new URLSearchParams(location.search).get("q") ?? "") === join(question)
      && (pictures.get(history.state?.picture) ?? null) === question.picture;
  }

  /** Asks something else. */
  function ask(change) {
    clearTimeout(pause);
    typing = false;
    question = { ...question, ...change };
    remember(false);
    on.asked(question);
    run();
  }

  /** Follows what is typed, after a pause. A sentence in the making is one entry in the history. */
  function type(text) {
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (text.trim() === question.text) {
        return;
      }
      question = { ...question, text: text.trim() };
      remember(typing);
      typing = true;
      run(true);
    }, PAUSE);
  }

  function submit(text) {
    clearTimeout(pause);
    if (typing && text.trim() === question.text) {
      typing = false;
      run(); // asked already, but an error was kept back while it was typed
      return;
    }
    ask({ ...split(text), likes: [...question.likes, ...split(text).likes] });
  }

  function page(asked, where, signal) {
    const k = asked.picture ? PICTURE_PAGE : PAGE;
    return search({ ...asked, query: join(asked), k, collapse: !isListing(asked), ...where }, signal);
  }

  /** @param {boolean} unfinished whether the text may not be a query yet; then errors are kept back */
  async function run(unfinished = false) {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const asked = question;
    cursor = null;
    extending = null;
    on.busy(true);
    try {
      const answer = await page(asked, {}, signal);
      if (!signal.aborted) {
        cursor = answer.cursor;
        on.answered(answer, asked);
      }
    } catch (error) {
      if (!signal.aborted && !(unfinished && error.status === 400)) {
        on.failed(error, asked);
      }
    } finally {
      if (!signal.aborted) {
        on.busy(false);
      }
    }
  }

  /** Asks for the next page, if there is one; asking again while it comes is no second question. */
  function more() {
    extending ??= extend().finally(() => { extending = null; });
    return extending;
  }

  async function extend() {
    const { signal } = asking;
    if (!cursor) {
      return;
    }
    try {
      const answer = await page(question, { cursor }, signal);
      if (!signal.aborted) {
        cursor = answer.cursor;
        on.extended(answer);
      }
    } catch (error) {
      if (!signal.aborted) {
        cursor = null;
        on.failed(error, question);
      }
    }
  }

  /** Asks for a page far from the others; from there it goes on as from the first one. */
  async function jump(from) {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    extending = null;
    on.busy(true);
    try {
      const answer = await page(question, { from }, signal);
      if (!signal.aborted) {
        cursor = answer.cursor;
        on.jumped(answer, from);
      }
    } catch (error) {
      if (!signal.aborted) {
        on.failed(error, question);
      }
    } finally {
      if (!signal.aborted) {
        on.busy(false);
      }
    }
  }

  /** Asks for the page that ends where the photos that are shown begin. */
  async function before(start) {
    const { signal } = asking;
    const from = Math.max(0, start - PAGE);
    try {
      const answer = await page(question, { from, k: start - from }, signal);
      if (!signal.aborted) {
        on.preceded(answer);
      }
    } catch (error) {
      if (!signal.aborted) {
        on.failed(error, question);
      }
    }
  }

  return {
    ask, type, submit, more, jump, before, restore, isCurrent,
    question: () => question,
    hasMore: () => cursor !== null,
  };
}
