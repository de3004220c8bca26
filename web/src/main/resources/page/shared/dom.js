// Creates and finds elements. Text is only ever set as text, so that a file name cannot become
// markup.

/**
 * @param {string} tag such as "li"
 * @param {Object<string, *>} properties of the element; a name with a hyphen, such as
 *   "aria-label", is set as an attribute
 * @param {...(Node|string)} children
 */
export function element(tag, properties = {}, ...children) {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-")) {
      created.setAttribute(name, value);
    } else {
      created[name] = value;
    }
  }
  created.append(...children);
  return created;
}

/** A button that submits no form. */
export function button(properties, onClick, ...children) {
  const created = element("button", { type: "button", ...properties }, ...children);
  created.addEventListener("click", onClick);
  return created;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Shows a text in an element, and hides the element when the text is empty. */
export function showText(target, text) {
  target.textContent = text;
  target.hidden = !text;
}

/** The topmost part of the page: the open dialog, or else the body. */
export function topLayer() {
  return document.querySelector("dialog[open]") ?? document.body;
}
