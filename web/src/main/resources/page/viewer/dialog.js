// The elements of the viewer. They are created here and not in index.html, because they are needed
// only when a photo is opened.

import { button, element } from "../shared/dom.js";

/** Creates the elements. A click on a button runs the action of its name. */
export function createDialog(actions) {
  const photo = element("img", { id: "viewer-photo", alt: "" });
  const stage = element("div", { id: "stage", className: "stage" }, photo);
  const name = element("span", { id: "viewer-name" });
  const match = element("span", { id: "viewer-match" });
  const facts = element("aside", {
    id: "facts",
    className: "facts",
    "aria-label": "Facts about this photo",
    tabIndex: 0,
    hidden: true,
  });
  const buttons = createButtons(actions);
  const { similar, info, add, subtract, duplicates, copy, close, previous, next } = buttons;
  const title = element("p", { className: "viewer-title" }, name, " ", match);
  const tools = [similar, info, add, subtract, duplicates, copy];
  const dialog = element(
    "dialog",
    { id: "viewer", className: "viewer", "aria-label": "Photo" },
    row("viewer-bar", title, row("viewer-tools", ...tools), close),
    row("viewer-body", stage, previous, next, facts),
  );
  document.body.append(dialog);
  return { dialog, photo, stage, name, match, facts, buttons };
}

function row(className, ...children) {
  return element("div", { className }, ...children);
}

function createButtons(actions) {
  const withText = (name, text, key) =>
    button({ id: `viewer-${name}`, className: "quiet", title: key }, actions[name], text);
  const withSign = (name, sign, label, title) => {
    const properties = { id: `viewer-${name}`, className: "icon", "aria-label": label, title };
    return button(properties, actions[name], sign);
  };
  const turn = (name, sign, label) => {
    const properties = { id: `viewer-${name}`, className: "turn", "aria-label": label };
    return button(properties, actions[name], element("span", {}, sign));
  };
  const info = withText("info", "Facts", "i");
  info.setAttribute("aria-pressed", "false");
  info.setAttribute("aria-controls", "facts");
  return {
    similar: withText("similar", "More like this", "s"),
    info,
    add: withSign("add", "+", "Add to the query", "Add to the query (+)"),
    subtract: withSign("subtract", "−", "Subtract from the query", "Subtract from the query (-)"),
    duplicates: withText("duplicates", "Duplicates", "d"),
    copy: withText("copy", "Copy path", "c"),
    close: withSign("close", "✕", "Close", "Close (Esc)"),
    previous: turn("previous", "‹", "Previous photo"),
    next: turn("next", "›", "Next photo"),
  };
}
