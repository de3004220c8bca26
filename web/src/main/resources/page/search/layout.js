// Justified rows: photos keep their shape, every row is as wide as the page.

const NARROWEST = 0.45; // beyond these, width to height, a photo is cropped in the grid
const WIDEST = 3.6;
const STRETCHED = 1.15; // a last row that is nearly full is filled

/**
 * @param {{width: number, height: number}[]} photos sizes in any unit
 * @param {{width: number, target: number, gap: number, open: boolean}} page whole pixels: its width,
 *   the height of a row, the gap between photos; and whether more photos will follow, so that a last
 *   row that is not full waits for them
 * @returns {{height: number, widths: number[]}[]} rows; each full one is as wide as the page
 */
export function justify(photos, { width, target, gap, open }) {
  const rows = [];
  let row = [];
  let sum = 0;
  const close = (height) => {
    rows.push(full(row, height, width, gap));
    row = [];
    sum = 0;
  };
  for (const photo of photos) {
    const ratio = clamp(photo.width / photo.height);
    const before = heightOf(sum, row.length, width, gap);
    const after = heightOf(sum + ratio, row.length + 1, width, gap);
    if (row.length > 0 && after < target && target - after > before - target) {
      close(before); // the row is nearer to the target without this one
    }
    row.push(ratio);
    sum += ratio;
    const height = heightOf(sum, row.length, width, gap);
    if (height <= target) {
      close(height);
    }
  }
  if (row.length > 0 && !open) {
    const last = heightOf(sum, row.length, width, gap);
    if (last <= target * STRETCHED) {
      close(last);
    } else {
      rows.push({ height: target, widths: row.map((ratio) => Math.floor(ratio * target)) });
    }
  }
  return rows;
}

function heightOf(sum, length, width, gap) {
  return sum === 0 ? Infinity : (width - gap * (length - 1)) / sum;
}

function full(row, exact, width, gap) {
  let left = width - gap * (row.length - 1);
  const widths = row.map((ratio, i) => {
    const own = i === row.length - 1 ? left : Math.round(ratio * exact);
    left -= own;
    return own;
  });
  return { height: Math.round(exact), widths };
}

function clamp(ratio) {
  return Math.min(WIDEST, Math.max(NARROWEST, ratio || 1));
}
