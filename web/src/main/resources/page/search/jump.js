// Goes to a photo by its index among all that match, however far it is.

const LEAD = 10; // photos above the one that is gone to

export function createJump(grid, results, search) {
  const reveal = (index) => {
    const last = results.hits().length - 1;
    grid.reveal(Math.min(index - results.start(), last));
  };

  /** Scrolls to the photo if it is loaded, or else loads the page around it. */
  return async function jump(index) {
    const position = index - results.start();
    if (position >= 0 && (position < results.hits().length || !search.hasMore())) {
      reveal(index);
    } else if (index === 0) {
      search.restore();
    } else {
      await search.jump(Math.max(0, index - LEAD));
      reveal(index);
    }
  };
}
