// Numbers and dates as a person would say them.

/** A confidence, 0 to 1, in words. */
export function likelihood(confidence) {
  if (confidence === null || confidence === undefined) {
    return "";
  }
  if (confidence >= 0.9) {
    return "very likely";
  }
  if (confidence >= 0.7) {
    return "likely";
  }
  if (confidence >= 0.5) {
    return "possible";
  }
  return confidence >= 0.2 ? "doubtful" : "unlikely";
}

/** "1 photo", "1,204 photos". */
export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString()} ${number === 1 ? one : many}`;
}

/** The last part of a path of any system. */
export function nameOf(path) {
  return path.split(/[/\\]/).pop();
}

/** A path without the library's folder that it lies in. */
export function below(path, roots) {
  const root = roots.find((it) => path.startsWith(it + "/") || path.startsWith(it + "\\"));
  return root === undefined ? path : path.slice(root.length + 1);
}

/** A date and time on the clock of the place, which has no zone. */
export function date(local) {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" })
    .format(new Date(local));
}

/** Degrees as people write them. */
export function place({ latitude, longitude }) {
  const degrees = (value, positive, negative) =>
    `${Math.abs(value).toFixed(4)}° ${value < 0 ? negative : positive}`;
  return `${degrees(latitude, "N", "S")}, ${degrees(longitude, "E", "W")}`;
}

export function bytes(number) {
  const megabytes = number / 1e6;
  return megabytes < 0.1 ? `${Math.ceil(number / 1e3)} kB` : `${megabytes.toFixed(1)} MB`;
}

/** Maker and model, without saying the maker twice. */
export function camera({ cameraMake, cameraModel }) {
  if (!cameraMake || !cameraModel) {
    return cameraModel ?? cameraMake ?? "";
  }
  const firstWord = (text) => text.toLowerCase().split(" ")[0];
  return firstWord(cameraModel) === firstWord(cameraMake)
    ? cameraModel
    : `${cameraMake} ${cameraModel}`;
}
