// Justified rows: photos keep their aspect ratio, and each row is as wide as the page.

const NARROWEST = 0.45; // width to height; a photo beyond these limits is cropped in the grid
const WIDEST = 3.6;
const STRETCHED = 1.15; // a last row that is nearly full is stretched by up to this factor

/**
 * @param {{width: number, height: number}[]} photos sizes in any unit
 * @param {Object} page
 * @param {number} page.width in whole pixels
 * @param {number} page.target height of a row in whole pixels
 * @param {number} page.gap between photos, in whole pixels
 * @param {boolean} page.open whether more photos will follow: an incomplete last row is left out
 * @returns {{height: number, widths: number[]}[]} rows; each complete one is as wide as the page
 */
export function justify(photos, { width, target, gap, open }) {
  const rows = [];
  let row = [];
  let sum = 0;
  const close = (height) => {
    rows.push(complete(row, height, width, gap));
    row = [];
    sum = 0;
  };
  for (const photo of photos) {
    const ratio = clamp(photo.width / photo.height);
    const before = heightOf(sum, row.length, width, gap);
    const after = heightOf(sum + ratio, row.length + 1, width, gap);
    if (row.length > 0 && after < target && target - after > before - target) {
      close(before); // without this photo the height is nearer to the target
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

/** The height at which photos with a sum of aspect ratios fill a row. */
function heightOf(sum, length, width, gap) {
  return sum === 0 ? Infinity : (width - gap * (length - 1)) / sum;
}

/** A row of whole pixels; the last photo takes the rounding error. */
function complete(row, exact, width, gap) {
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
