// The timeline beside photos that are sorted by date: a slider over all of them, with their months.
// Photos between the old and the new position are not loaded.

import { facets } from "../shared/api.js";
import { byId, element } from "../shared/dom.js";
import { month } from "../shared/format.js";
import { isListing, join, sortOrder } from "./query.js";

const MOST_MONTHS = 1000;
const FEWEST_PHOTOS = 60; // for fewer there is no timeline
const LEAST_DISTANCE = 0.045; // between two years on the timeline, as a part of its height

/**
 * @param {function(number): Promise} jump shows the photo with an index
 * @param {function(): number} atTop the index of the photo at the top of the window
 */
export function createScrubber(jump, atTop) {
  const box = byId("scrubber");
  const slider = byId("scrubber-slider");
  const bubble = byId("scrubber-bubble");
  let request = new AbortController();
  let months = []; // {value, from} in the order of the photos; `from` is the index of the first one

  async function show(question) {
    request.abort();
    box.hidden = true;
    const direction = directionOf(question);
    if (!direction) {
      return;
    }
    request = new AbortController();
    const { signal } = request;
    try {
      const { facets: all, matches } = await facets(join(question), MOST_MONTHS, signal);
      const values = all.find(({ name }) => name === "month")?.values ?? [];
      if (!signal.aborted && values.length > 1 && matches >= FEWEST_PHOTOS) {
        draw(direction === "newest" ? values : values.toReversed(), matches);
      }
    } catch {
      // the search shows what is wrong with the query
    }
  }

  function draw(values, matches) {
    months = withIndexes(values);
    slider.max = matches - 1;
    box.hidden = false;
    const years = yearsOf(months, matches).map(({ year, part }) => {
      const label = element("span", {}, year);
      label.style.top = `${100 * part}%`;
      return label;
    });
    byId("scrubber-years").replaceChildren(...years);
    follow();
  }

  function showMonth() {
    const index = slider.valueAsNumber;
    const { value } = months.findLast(({ from }) => from <= index) ?? months[0];
    const text = month(value);
    slider.setAttribute("aria-valuetext", text);
    bubble.textContent = text;
    bubble.style.top = `${(100 * index) / Math.max(1, slider.max)}%`;
  }

  /** Moves the slider to the photo at the top of the window. */
  function follow() {
    if (!box.hidden && document.activeElement !== slider) {
      slider.value = atTop();
      showMonth();
    }
  }

  slider.addEventListener("input", showMonth);
  slider.addEventListener("change", async () => {
    box.classList.add("busy");
    await jump(slider.valueAsNumber);
    box.classList.remove("busy");
  });
  slider.addEventListener("pointerup", () => slider.blur());
  window.addEventListener("scroll", follow, { passive: true });
  return { show };
}

/** Adds to each month the index of its first photo. */
function withIndexes(values) {
  let from = 0;
  return values.map(({ value, count }) => {
    const first = from;
    from += count;
    return { value, from: first };
  });
}

/** Where the years start, as a part of the timeline; those too near to another one are left out. */
function yearsOf(months, matches) {
  const yearOf = ({ value }) => value.slice(0, 4);
  const starts = months.filter((it, i) => i === 0 || yearOf(it) !== yearOf(months[i - 1]));
  const years = [];
  for (const start of starts) {
    const part = start.from / matches;
    if (years.length === 0 || part - years.at(-1).part > LEAST_DISTANCE) {
      years.push({ year: yearOf(start), part });
    }
  }
  return years;
}

/** "newest" or "oldest", the photos that come first; "" if a question is not sorted by date. */
function directionOf(question) {
  const order = sortOrder(question.text);
  if (order === "-date" || (order === "" && isListing(question))) {
    return "newest";
  }
  return order === "date" ? "oldest" : "";
}
