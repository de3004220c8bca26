// Zoom into a photo: by wheel, by two fingers, by a double click or a key; dragged about when zoomed.

const MOST = 8;
const STEP = 1.5;

/**
 * @param {HTMLElement} stage around the photo
 * @param {HTMLElement} photo
 */
export function createZoom(stage, photo) {
  let scale = 1;
  let x = 0;
  let y = 0;
  const fingers = new Map();

  function apply() {
    const most = (size) => Math.max(0, (size * scale - size) / 2);
    x = Math.max(-most(stage.clientWidth), Math.min(most(stage.clientWidth), x));
    y = Math.max(-most(stage.clientHeight), Math.min(most(stage.clientHeight), y));
    photo.style.transform = scale === 1 ? "" : `translate(${x}px, ${y}px) scale(${scale})`;
    stage.classList.toggle("zoomed", scale > 1);
  }

  /** Zooms, so that what is at a point of the window stays there. */
  function to(next, clientX, clientY) {
    const box = stage.getBoundingClientRect();
    const fromX = (clientX ?? box.left + box.width / 2) - box.left - box.width / 2;
    const fromY = (clientY ?? box.top + box.height / 2) - box.top - box.height / 2;
    const wanted = Math.max(1, Math.min(MOST, next));
    x = fromX - ((fromX - x) * wanted) / scale;
    y = fromY - ((fromY - y) * wanted) / scale;
    scale = wanted;
    apply();
  }

  function reset() {
    scale = 1;
    x = 0;
    y = 0;
    apply();
  }

  const distance = () => {
    const [one, other] = [...fingers.values()];
    return Math.hypot(one.x - other.x, one.y - other.y);
  };

  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    to(scale * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
  }, { passive: false });
  stage.addEventListener("dblclick", (event) => (scale > 1 ? reset() : to(2.5, event.clientX, event.clientY)));
  stage.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (scale > 1) {
      stage.setPointerCapture(event.pointerId);
    }
  });
  stage.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) {
      return;
    }
    const before = fingers.size === 2 ? distance() : 0;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 2) {
      to((scale * distance()) / before, event.clientX, event.clientY);
    } else if (scale > 1) {
      x += event.clientX - last.x;
      y += event.clientY - last.y;
      apply();
    }
  });
  for (const type of ["pointerup", "pointercancel"]) {
    stage.addEventListener(type, (event) => fingers.delete(event.pointerId));
  }
  return { reset, closer: () => to(scale * STEP), farther: () => to(scale / STEP), isZoomed: () => scale > 1 };
}
