// Recognizes a swipe to the left or right with one finger.

const LEAST_PIXELS = 60;

/** @param {function(number)} onSwipe takes 1 for a swipe to the left, -1 for one to the right */
export function listenForSwipes(stage, onSwipe) {
  let start = null;

  function onStart({ touches }) {
    start = touches.length === 1 ? touches[0].clientX : null;
  }

  function onEnd({ changedTouches }) {
    const distance = start === null ? 0 : changedTouches[0].clientX - start;
    start = null;
    if (Math.abs(distance) > LEAST_PIXELS) {
      onSwipe(-Math.sign(distance));
    }
  }

  stage.addEventListener("touchstart", onStart, { passive: true });
  stage.addEventListener("touchend", onEnd);
}
