// Keyboard shortcuts of the page. The viewer handles its own.

const MOVES = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

/**
 * @param {{input: HTMLInputElement, grid: Object, completion: Object, selection: Object,
 *   results: Object, help: Object, similar: function(Object)}} page
 */
export function createKeys({ input, grid, completion, selection, results, help, similar }) {
  function move(event) {
    if (grid.move(event.key)) {
      event.preventDefault();
    }
  }

  function inField(event) {
    if (!completion.keydown(event) && event.key === "ArrowDown") {
      move(event);
    }
  }

  function onPage(event) {
    const index = grid.current();
    const onPhoto = index >= 0 && event.target.classList.contains("open");
    if (event.key === "/") {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === "?") {
      help.open();
    } else if (event.key === "Escape" && selection.size() > 0) {
      selection.clear();
    } else if (event.key === " " && onPhoto) {
      event.preventDefault(); // the space key would open the photo otherwise
      selection.toggle(index, event.shiftKey);
    } else if (event.key === "s" && index >= 0) {
      event.preventDefault(); // the field gets the focus, and would get the letter
      similar(results.hits()[index]);
    } else if (MOVES.includes(event.key) && (event.target === document.body || index >= 0)) {
      move(event);
    }
  }

  document.addEventListener("keydown", (event) => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    if (hasModifier || document.querySelector("dialog[open]")) {
      return;
    }
    (event.target === input ? inField : onPage)(event);
  });
  document.addEventListener("keyup", (event) => {
    if (event.key === " " && event.target.classList?.contains("open") && grid.current() >= 0) {
      event.preventDefault(); // browsers click a button when the space key is released
    }
  });
}
