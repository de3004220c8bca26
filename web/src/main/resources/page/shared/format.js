// Formats numbers, dates, names and probabilities for the user.

/** How likely a hit shows what was asked for. A hit above the threshold is at least "possible". */
export function likelihood({ confidence, certain }) {
  if (confidence === null || confidence === undefined) {
    return "";
  }
  if (confidence >= 0.9) {
    return "very likely";
  }
  if (confidence >= 0.7) {
    return "likely";
  }
  if (confidence >= 0.5 || certain) {
    return "possible";
  }
  return confidence >= 0.2 ? "doubtful" : "unlikely";
}

/** "1 photo", "1,204 photos". */
export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString()} ${number === 1 ? one : many}`;
}

/** The last part of a path of any operating system. */
export function fileName(path) {
  return path.split(/[/\\]/).pop();
}

/** The title of a photo: its file name, or its day where the answer has no path. */
export function titleOf({ path, taken, id }) {
  if (path) {
    return fileName(path);
  }
  return taken ? `Photo of ${day(taken)}` : `Photo ${id.slice(0, 6)}`;
}

function day(local) {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(new Date(local));
}

/** "2021-07" as "July 2021". */
export function month(yearAndMonth) {
  const format = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric" });
  return format.format(new Date(`${yearAndMonth}-01T12:00`));
}

/** A local date and time, which has no time zone. */
export function date(local) {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" });
  return format.format(new Date(local));
}

/** A camera without a repeated maker: "NIKON CORPORATION NIKON D750" as "NIKON D750". */
export function shortCamera(name) {
  const words = name.split(" ");
  return words.slice(Math.max(0, words.lastIndexOf(words[0]))).join(" ");
}

/** Coordinates such as "47.5576° N, 10.7498° E". */
export function place({ latitude, longitude }) {
  const degrees = (value, positive, negative) =>
    `${Math.abs(value).toFixed(4)}° ${value < 0 ? negative : positive}`;
  return `${degrees(latitude, "N", "S")}, ${degrees(longitude, "E", "W")}`;
}

export function bytes(number) {
  if (number >= 1e9) {
    return `${(number / 1e9).toFixed(1)} GB`;
  }
  const megabytes = number / 1e6;
  return megabytes < 0.1 ? `${Math.ceil(number / 1e3)} kB` : `${megabytes.toFixed(1)} MB`;
}

/** Maker and model, without repeating the maker. */
export function camera({ cameraMake, cameraModel }) {
  if (!cameraMake || !cameraModel) {
    return cameraModel ?? cameraMake ?? "";
  }
  const firstWord = (text) => text.toLowerCase().split(" ")[0];
  return firstWord(cameraModel) === firstWord(cameraMake)
    ? cameraModel
    : `${cameraMake} ${cameraModel}`;
}

/** A duration such as "40 s", "12 min" or "1.5 h". */
export function duration(seconds) {
  if (seconds < 90) {
    return `${Math.max(1, Math.round(seconds))} s`;
  }
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
