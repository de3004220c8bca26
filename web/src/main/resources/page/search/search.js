// Holds the question that the user asks, and requests the pages of its answer.

import { search } from "../shared/api.js";
import { createAddress } from "./address.js";
import { isListing, join, split } from "./query.js";

const PAGE = 100;
const IMAGE_PAGE = 1000; // the server embeds a query image again for each page
const TYPING_PAUSE_MILLIS = 250;

/**
 * A question is `{likes, text, image}`: photos of the library, the rest of the query, and a file.
 *
 * @param {Object} on
 * @param {function(Object)} on.asked the question has changed
 * @param {function(Object, Object)} on.answered the first page of an answer, and its question
 * @param {function(Object)} on.extended the next page
 * @param {function(Object, number)} on.jumped a page, and how many photos come before it
 * @param {function(Object)} on.preceded the page before the first one that is shown
 * @param {function(Error, Object)} on.failed
 * @param {function(boolean)} on.busy
 */
export function createSearch(on) {
  const address = createAddress();
  let question = { likes: [], text: "", image: null };
  let request = new AbortController();
  let cursor = null;
  let extending = null; // the promise of the next page
  let timer = 0;
  let typing = false; // whether the last question was asked while the user typed

  /** Takes the question from the address, as after the back button. */
  function restore() {
    clearTimeout(timer);
    typing = false;
    question = address.read();
    on.asked(question);
    requestFirst();
  }

  /** Changes parts of the question and asks it. */
  function ask(change) {
    clearTimeout(timer);
    typing = false;
    question = { ...question, ...change };
    address.write(question, false);
    on.asked(question);
    requestFirst();
  }

  /** Asks for the text that is being typed after a pause. The history gets one entry for it. */
  function type(text) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (text.trim() === question.text) {
        return;
      }
      question = { ...question, text: text.trim() };
      address.write(question, typing);
      typing = true;
      requestFirst(true);
    }, TYPING_PAUSE_MILLIS);
  }

  function submit(text) {
    clearTimeout(timer);
    if (typing && text.trim() === question.text) {
      typing = false;
      requestFirst(); // shows the error that was hidden while the user typed
      return;
    }
    const { likes, text: rest } = split(text);
    ask({ text: rest, likes: [...question.likes, ...likes] });
  }

  function page(asked, where, signal) {
    const k = asked.image ? IMAGE_PAGE : PAGE;
    const { image } = asked;
    return search({ query: join(asked), image, k, collapse: !isListing(asked), ...where }, signal);
  }

  /**
   * Requests a page and passes it on, unless another request has followed meanwhile.
   *
   * @param {Object} where position of the page in the answer
   * @param {function(Object, Object)} show takes the page and its question
   * @param {function(Error, Object)} fail takes an error and the question
   */
  async function requestPage(where, show, fail = on.failed) {
    const { signal } = request;
    const asked = question;
    try {
      const answer = await page(asked, where, signal);
      if (!signal.aborted) {
        show(answer, asked);
      }
    } catch (error) {
      if (!signal.aborted) {
        fail(error, asked);
      }
    }
  }

  /** Requests a page that replaces those on the screen. */
  async function requestInstead(where, show, fail) {
    request.abort();
    request = new AbortController();
    const { signal } = request;
    extending = null;
    on.busy(true);
    const showAndContinue = (answer, asked) => {
      cursor = answer.cursor;
      show(answer, asked);
    };
    await requestPage(where, showAndContinue, fail);
    if (!signal.aborted) {
      on.busy(false);
    }
  }

  /** @param {boolean} unfinished whether the text may be no valid query yet */
  function requestFirst(unfinished = false) {
    cursor = null;
    return requestInstead({}, on.answered, (error, asked) => {
      if (!unfinished || error.status !== 400) {
        on.failed(error, asked);
      }
    });
  }

  /** Requests the page that starts with a far photo. */
  function jump(from) {
    return requestInstead({ from }, (answer) => on.jumped(answer, from));
  }

  /** Requests the next page, if there is one and it is not on its way already. */
  function more() {
    extending ??= extend().finally(() => {
      extending = null;
    });
    return extending;
  }

  async function extend() {
    if (!cursor) {
      return;
    }
    const show = (answer) => {
      cursor = answer.cursor;
      on.extended(answer);
    };
    await requestPage({ cursor }, show, (error, asked) => {
      cursor = null;
      on.failed(error, asked);
    });
  }

  /** Requests the page that ends where the photos on the screen start. */
  function before(start) {
    const from = Math.max(0, start - PAGE);
    return requestPage({ from, k: start - from }, on.preceded);
  }

  return {
    ask,
    type,
    submit,
    more,
    jump,
    before,
    restore,
    isCurrent: () => address.isCurrent(question),
    question: () => question,
    hasMore: () => cursor !== null,
  };
}
