// Completion of what is being typed: fields, values that the library has, queries asked before. An
// ARIA combobox: the field keeps the focus, the list is moved in by the arrows.

import { suggest } from "../shared/api.js";
import { element } from "../shared/dom.js";

const PAUSE = 120; // milliseconds of not typing
const MOST = 8;

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list of options
 * @param {{picked: function(string, boolean)}} on a query was completed, and whether it is whole
 */
export function createCompletion(input, list, on) {
  let options = [];
  let active = -1;
  let pause = 0;
  let asking = new AbortController();

  function close() {
    clearTimeout(pause);
    asking.abort();
    options = [];
    draw();
  }

  function follow() {
    clearTimeout(pause);
    asking.abort();
    const typed = input.value;
    const atEnd = input.selectionStart === typed.length;
    if (!typed.trim() || !atEnd) {
      close();
      return;
    }
    pause = setTimeout(() => ask(typed), PAUSE);
  }

  async function ask(typed) {
    asking = new AbortController();
    const { signal } = asking;
    try {
      const { suggestions } = await suggest(typed, signal);
      if (!signal.aborted && document.activeElement === input && input.value === typed) {
        options = suggestions.filter((it) => it.query !== typed).slice(0, MOST);
        draw();
      }
    } catch {
      // completion is a kindness, not worth an error
    }
  }

  function draw() {
    active = -1;
    list.replaceChildren(...options.map((option, i) => {
      const more = option.kind === "recent" ? "asked before" : option.count > 0 ? option.count.toLocaleString() : "";
      const item = element("li", { id: `option-${i}`, role: "option", "aria-selected": "false" },
        element("span", {}, option.shown), element("small", {}, more));
      item.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
      item.addEventListener("click", () => pick(i));
      return item;
    }));
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
    input.removeAttribute("aria-activedescendant");
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
    on.picked(input.value, kind !== "field");
    if (kind === "field") {
      follow(); // its values
    }
  }

  /** Takes a key if it is meant for the list. */
  function keydown(event) {
    if (options.length === 0) {
      return false;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      activate(event.key === "ArrowDown" ? active + 1 : Math.max(active, 0) - 1);
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

  input.addEventListener("input", (event) => {
    if (!event.isComposing) {
      follow();
    }
  });
  input.addEventListener("blur", close);
  return { close, keydown };
}
