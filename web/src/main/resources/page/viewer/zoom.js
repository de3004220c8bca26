// Zooms into a photo with the wheel, two fingers, a double click or a key. A zoomed photo can be
// dragged.

const MOST = 8;
const STEP = 1.5;
const DOUBLE_CLICK = 2.5;

/**
 * @param {HTMLElement} stage around the photo
 * @param {HTMLElement} photo
 */
export function createZoom(stage, photo) {
  const pointers = new Map(); // positions by id, of those that touch the stage
  let scale = 1;
  let x = 0;
  let y = 0;

  function apply() {
    const limit = (size) => Math.max(0, (size * scale - size) / 2);
    x = clamp(x, -limit(stage.clientWidth), limit(stage.clientWidth));
    y = clamp(y, -limit(stage.clientHeight), limit(stage.clientHeight));
    photo.style.transform = scale === 1 ? "" : `translate(${x}px, ${y}px) scale(${scale})`;
    stage.classList.toggle("zoomed", scale > 1);
  }

  /** Changes the scale and keeps the point of the photo at a position of the window in place. */
  function zoomTo(wanted, clientX, clientY) {
    const box = stage.getBoundingClientRect();
    const fromX = (clientX ?? box.left + box.width / 2) - box.left - box.width / 2;
    const fromY = (clientY ?? box.top + box.height / 2) - box.top - box.height / 2;
    const next = clamp(wanted, 1, MOST);
    x = fromX - ((fromX - x) * next) / scale;
    y = fromY - ((fromY - y) * next) / scale;
    scale = next;
    apply();
  }

  function reset() {
    scale = 1;
    x = 0;
    y = 0;
    apply();
  }

  function distance() {
    const [one, other] = [...pointers.values()];
    return Math.hypot(one.x - other.x, one.y - other.y);
  }

  function onWheel(event) {
    event.preventDefault();
    zoomTo(scale * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
  }

  function onPointerDown(event) {
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (scale > 1) {
      stage.setPointerCapture(event.pointerId);
    }
  }

  function onPointerMove(event) {
    const last = pointers.get(event.pointerId);
    if (!last) {
      return;
    }
    const before = pointers.size === 2 ? distance() : 0;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.size === 2) {
      zoomTo((scale * distance()) / before, event.clientX, event.clientY);
    } else if (scale > 1) {
      x += event.clientX - last.x;
      y += event.clientY - last.y;
      apply();
    }
  }

  function onDoubleClick(event) {
    if (scale > 1) {
      reset();
    } else {
      zoomTo(DOUBLE_CLICK, event.clientX, event.clientY);
    }
  }

  stage.addEventListener("wheel", onWheel, { passive: false });
  stage.addEventListener("dblclick", onDoubleClick);
  stage.addEventListener("pointerdown", onPointerDown);
  stage.addEventListener("pointermove", onPointerMove);
  for (const type of ["pointerup", "pointercancel"]) {
    stage.addEventListener(type, (event) => pointers.delete(event.pointerId));
  }
  return {
    reset,
    closer: () => zoomTo(scale * STEP),
    farther: () => zoomTo(scale / STEP),
    isZoomed: () => scale > 1,
  };
}

function clamp(value, least, most) {
  return Math.max(least, Math.min(most, value));
}
