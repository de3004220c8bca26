// The timeline beside photos that come by date: a slider over all months, its height the number of
// photos. Where it is let go, the photos go on from there; what lies between is not loaded.

import { facets } from "../shared/api.js";
import { byId, element } from "../shared/dom.js";
import { isListing, join, order } from "./query.js";
import { month } from "../shared/words.js";

const MONTHS = 1000;
const FEWEST = 60; // photos; fewer are seen at a glance

/** @param {{jump: function(number): Promise, atTop: function(): number}} grid to go to a photo, and where one is */
export function createScrubber(grid) {
  const box = byId("scrubber");
  const slider = byId("scrubber-slider");
  const bubble = byId("scrubber-bubble");
  let asking = new AbortController();
  let months = []; // {value, from}, in the order of the photos

  async function show(question) {
    asking.abort();
    box.hidden = true;
    const direction = directionOf(question);
    if (!direction) {
      return;
    }
    asking = new AbortController();
    const { signal } = asking;
    try {
      const { facets: all, matches } = await facets(join(question), MONTHS, signal);
      const values = all.find(({ name }) => name === "month")?.values ?? [];
      if (!signal.aborted && values.length > 1 && matches >= FEWEST) {
        draw(direction === "newest" ? values : values.toReversed(), matches);
      }
    } catch {
      // an error of the query is said by the search
    }
  }

  function draw(values, matches) {
    let from = 0;
    months = values.map(({ value, count }) => {
      const at = { value, from };
      from += count;
      return at;
    });
    slider.max = matches - 1;
    box.hidden = false;
    let last = -Infinity;
    const years = months.filter(({ value }, i) => i === 0 || value.slice(0, 4) !== months[i - 1].value.slice(0, 4))
      .filter(({ from: first }) => {
        const free = (first - last) / matches > 0.045; // else two would lie upon each other
        last = free ? first : last;
        return free;
      });
    byId("scrubber-years").replaceChildren(...years.map(({ value, from: first }) => {
      const year = element("span", {}, value.slice(0, 4));
      year.style.top = `${(100 * first) / matches}%`;
      return year;
    }));
    follow();
  }

  function say() {
    const at = months.findLast(({ from }) => from <= slider.valueAsNumber) ?? months[0];
    const text = month(at.value);
    slider.setAttribute("aria-valuetext", text);
    bubble.textContent = text;
    bubble.style.top = `${(100 * slider.valueAsNumber) / Math.max(1, slider.max)}%`;
  }

  function follow() {
    if (!box.hidden && document.activeElement !== slider) {
      slider.value = grid.atTop();
      say();
    }
  }

  slider.addEventListener("input", say);
  slider.addEventListener("change", async () => {
    box.classList.add("busy");
    await grid.jump(slider.valueAsNumber);
    box.classList.remove("busy");
  });
  slider.addEventListener("pointerup", () => slider.blur());
  window.addEventListener("scroll", follow, { passive: true });
  return { show };
}

function directionOf(question) {
  const wanted = order(question.text);
  if (wanted === "-date" || (wanted === "" && isListing(question))) {
    return "newest";
  }
  return wanted === "date" ? "oldest" : "";
}
