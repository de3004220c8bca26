// The question that is being asked, its place in the browser's history, and its newest answer.

import { search } from "./api.js";
import { join, split } from "./query.js";

const FIRST = 100; // hits asked for at first
const MOST = 1000; // as the server allows
const PAUSE = 350; // milliseconds of not typing

/**
 * @param {{
 *   asked: function(Object),          the question has changed: show it
 *   answered: function(Object, Object), an answer to the newest question
 *   failed: function(Error),
 *   busy: function(boolean)
 * }} on
 */
export function createSearch(on) {
  const pictures = new Map(); // history entries hold numbers, because they cannot hold files
  let question = { likes: [], text: "", picture: null, k: FIRST };
  let asking = new AbortController();
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
    question = { ...split(query), picture, k: FIRST };
    document.title = query ? `${query} · Sightline` : "Sightline";
    on.asked(question);
    run();
  }

  /** Asks something else. */
  function ask(change) {
    clearTimeout(pause);
    typing = false;
    question = { ...question, k: FIRST, ...change };
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
      question = { ...question, k: FIRST, text: text.trim() };
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

  function more() {
    question = { ...question, k: Math.min(MOST, question.k * 3) };
    run();
  }

  /** @param {boolean} unfinished whether the text may not be a query yet; then errors are kept back */
  async function run(unfinished = false) {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const asked = question;
    on.busy(true);
    try {
      const answer = await search({ ...asked, query: join(asked) }, signal);
      if (!signal.aborted) {
        on.answered(answer, asked);
      }
    } catch (error) {
      if (!signal.aborted && !(unfinished && error.status === 400)) {
        on.failed(error);
      }
    } finally {
      if (!signal.aborted) {
        on.busy(false);
      }
    }
  }

  window.addEventListener("popstate", restore);
  return { ask, type, submit, more, restore, canShowMore: () => question.k < MOST };
}
