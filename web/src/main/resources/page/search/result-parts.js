// Elements that stand among the photos: a message instead of them, and the lines between them.

import { button, element } from "../shared/dom.js";
import { count } from "../shared/format.js";

/** @returns {{element: HTMLElement}} a part of the grid */
export function messagePart(title, ...content) {
  const heading = element("h2", {}, title);
  return { element: element("div", { className: "message" }, heading, ...content) };
}

/**
 * A line of text between two rows.
 *
 * @param {HTMLElement=} action a link after the text
 * @returns {{element: HTMLElement}} a part of the grid
 */
export function linePart(text, action) {
  const content = element("span", {}, text);
  if (action) {
    content.append(element("span", { className: "dot" }, " · "), action);
  }
  return { element: element("p", { className: "end" }, content) };
}

/** The line below the confident matches. */
export function endPart(matches, action) {
  return linePart(`${matches} ${matches.startsWith("1 ") ? "ends" : "end"} here`, action);
}

/** The line above photos that others come before. */
export function earlierPart(start, page, show) {
  const text = start > page ? `show ${page} of them` : "show them";
  return linePart(`${count(start, "photo")} before these`, link(text, show));
}

/** A button that looks like a link. */
export function link(text, onClick) {
  return button({ className: "link" }, onClick, text);
}
