// Makes elements. Text is only ever set as text, so that a file's name can never become markup.

/**
 * @param {string} tag such as "li"
 * @param {Object<string, *>} properties properties of the element; "aria-…" and "data-…" are attributes
 * @param {...(Node|string)} children
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-")) {
      made.setAttribute(name, value);
    } else {
      made[name] = value;
    }
  }
  made.append(...children);
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Shows text in an element, or hides it when there is none. */
export function say(target, text) {
  target.textContent = text;
  target.hidden = !text;
}
