// Completes the query that is being typed with fields, values of the library and recent queries. It
// is an ARIA combobox: the field keeps the focus, and the arrow keys move in the list.

import { suggest } from "../shared/api.js";
import { element } from "../shared/dom.js";

const TYPING_PAUSE_MILLIS = 120;
const MOST = 8;

/**
 * @param {HTMLInputElement} input
 * @param {function(string, boolean)} onPicked takes the text, and whether it is a whole query
 */
export function createCompletion(input, onPicked) {
  const list = element("ul", {
    id: "completions",
    className: "completions",
    role: "listbox",
    "aria-label": "Completions",
    hidden: true,
  });
  let options = [];
  let active = -1;
  let timer = 0;
  let request = new AbortController();

  function close() {
    clearTimeout(timer);
    request.abort();
    options = [];
    draw();
  }

  function follow() {
    clearTimeout(timer);
    request.abort();
    const typed = input.value;
    const atEnd = input.selectionStart === typed.length;
    if (!typed.trim() || !atEnd) {
      close();
      return;
    }
    timer = setTimeout(() => complete(typed), TYPING_PAUSE_MILLIS);
  }

  async function complete(typed) {
    request = new AbortController();
    const { signal } = request;
    try {
      const { suggestions } = await suggest(typed, signal);
      if (!signal.aborted && document.activeElement === input && input.value === typed) {
        options = suggestions.filter((it) => it.query !== typed).slice(0, MOST);
        draw();
      }
    } catch {
      // a query can be typed without completion
    }
  }

  function draw() {
    active = -1;
    list.replaceChildren(...options.map(optionItem));
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
    input.removeAttribute("aria-activedescendant");
  }

  function optionItem(option, index) {
    const properties = { id: `option-${index}`, role: "option", "aria-selected": "false" };
    const shown = element("span", {}, option.shown);
    const item = element("li", properties, shown, element("small", {}, detailOf(option)));
    item.addEventListener("mousedown", keepFocus);
    item.addEventListener("click", () => pick(index));
    return item;
  }

  function activate(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = (index + options.length) % options.length;
    list.children[active].setAttribute("aria-selected", "true");
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `option-${active}`);
  }

  function pick(index) {
    const { query, kind } = options[index];
    close();
    input.value = kind === "value" ? `${query} ` : query;
    input.setSelectionRange(input.value.length, input.value.length);
    onPicked(input.value, kind !== "field");
    if (kind === "field") {
      follow(); // completes the value of the field
    }
  }

  /** Handles a key that is meant for the list. Returns whether it was. */
  function keydown(event) {
    if (options.length === 0) {
      return false;
    }
    if (event.key === "ArrowDown") {
      activate(active + 1);
    } else if (event.key === "ArrowUp") {
      activate(Math.max(active, 0) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      pick(active);
    } else if (event.key === "Escape") {
      close();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  input.form.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.addEventListener("input", (event) => {
    if (!event.isComposing) {
      follow();
    }
  });
  input.addEventListener("blur", close);
  return { close, keydown };
}

function keepFocus(event) {
  event.preventDefault();
}

function detailOf({ kind, count }) {
  if (kind === "recent") {
    return "asked before";
  }
  return count > 0 ? count.toLocaleString() : "";
}
