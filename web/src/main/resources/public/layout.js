// Justified rows: photos keep their shape, every row is as wide as the page.

const NARROWEST = 0.45; // beyond these, width to height, a photo is cropped in the grid
const WIDEST = 3.6;
const STRETCHED = 1.15; // a last row that is nearly full is filled

/**
 * @param {{width: number, height: number}[]} photos sizes in any unit
 * @param {number} width of the page, whole pixels
 * @param {number} target height of a row, pixels
 * @param {number} gap between photos, pixels
 * @returns {{width: number, height: number}[]} whole pixels; each full row sums to the page's width
 */
export function justify(photos, width, target, gap) {
  const placed = [];
  let row = [];
  let sum = 0;
  for (const photo of photos) {
    const ratio = clamp(photo.width / photo.height);
    const before = heightOf(sum, row.length, width, gap);
    const after = heightOf(sum + ratio, row.length + 1, width, gap);
    if (row.length > 0 && after < target && target - after > before - target) {
      place(placed, row, before, width, gap); // the row is nearer to the target without this one
      row = [];
      sum = 0;
    }
    row.push(ratio);
    sum += ratio;
    const height = heightOf(sum, row.length, width, gap);
    if (height <= target) {
      place(placed, row, height, width, gap);
      row = [];
      sum = 0;
    }
  }
  const last = heightOf(sum, row.length, width, gap);
  if (last <= target * STRETCHED) {
    place(placed, row, last, width, gap);
  } else {
    row.forEach((ratio) => placed.push({ width: Math.floor(ratio * target), height: target }));
  }
  return placed;
}

function heightOf(sum, length, width, gap) {
  return sum === 0 ? Infinity : (width - gap * (length - 1)) / sum;
}

function place(placed, row, exact, width, gap) {
  const height = Math.round(exact);
  let left = width - gap * (row.length - 1);
  row.forEach((ratio, i) => {
    const own = i === row.length - 1 ? left : Math.round(ratio * exact);
    placed.push({ width: own, height });
    left -= own;
  });
}

function clamp(ratio) {
  return Math.min(WIDEST, Math.max(NARROWEST, ratio || 1));
}
