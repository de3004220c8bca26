#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the sample pictures and LICENSES.md from unpacked Debian packages.

usage: collect.py TREE OUT

TREE holds one folder per package, OUT is sample-data with sources.tsv and
exif.tsv in it. collect.sh calls this; see there.
"""
import csv
import hashlib
import io
import os
import struct
import subprocess
import sys
import zlib

from PIL import Image, ImageCms, ImageOps

LONG_SIDE = 512
QUALITY = 82
STAMP_BACKGROUND = (245, 245, 242)

CAMERAS = {
    "nikon": ("NIKON CORPORATION", "NIKON D750", "AF-S NIKKOR 28-300mm f/3.5-5.6G ED VR"),
    "canon": ("Canon", "Canon EOS 80D", "EF-S18-135mm f/3.5-5.6 IS USM"),
    "phone": ("Apple", "iPhone 8", "iPhone 8 back camera 3.99mm f/1.8"),
}


def rows(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def resources(path):
    """The files in a Qt resource bundle (.rcc), by name."""
    with open(path, "rb") as f:
        data = f.read()
    if data[:4] != b"qres":
        sys.exit(f"{path}: not a Qt resource bundle")
    version, tree, content, names = struct.unpack_from(">4I", data, 4)
    node_size = 14 if version < 2 else 22
    found = {}

    def visit(index, folder):
        at = tree + index * node_size
        name_at, flags = struct.unpack_from(">IH", data, at)
        if index:
            (length,) = struct.unpack_from(">H", data, names + name_at)
            start = names + name_at + 6
            folder = folder + [data[start:start + 2 * length].decode("utf-16-be")]
        if flags & 2:
            count, first = struct.unpack_from(">II", data, at + 6)
            for child in range(first, first + count):
                visit(child, folder)
            return
        (where,) = struct.unpack_from(">I", data, at + 10)
        (length,) = struct.unpack_from(">I", data, content + where)
        raw = data[content + where + 4:content + where + 4 + length]
        if flags & 1:
            raw = zlib.decompress(raw[4:])
        found["/".join(folder)] = raw

    visit(0, [])
    return found


def original(tree, row, bundles={}):
    path, _, inside = row["path"].partition("!")
    full = os.path.join(tree, row["package"], path)
    if inside:
        if full not in bundles:
            bundles[full] = resources(full)
        raw = bundles[full][inside]
    else:
        with open(full, "rb") as f:
            raw = f.read()
    if hashlib.sha256(raw).hexdigest() != row["sha256"]:
        sys.exit(f"{row['file']}: the package holds another picture now; "
                 "look at it and at its licence, then put its sha256 into sources.tsv")
    return raw


def to_srgb(image):
    profile = image.info.get("icc_profile")
    if not profile or image.mode != "RGB":
        return image
    return ImageCms.profileToProfile(
        image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"))


def photograph(image):
    image = to_srgb(ImageOps.exif_transpose(image)).convert("RGB")
    image.thumbnail((LONG_SIDE, LONG_SIDE), Image.LANCZOS)
    return image


def stamp(image):
    """A cut-out object in the middle of a plain square, enlarged twice at most."""
    image = image.convert("RGBA")
    image = image.crop(image.getchannel("A").getbbox())
    factor = min(2.0, 400 / max(image.size))
    image = image.resize([round(n * factor) for n in image.size], Image.LANCZOS)
    side = max(round(max(image.size) * 1.15), 256)
    ground = Image.new("RGBA", (side, side), STAMP_BACKGROUND + (255,))
    ground.alpha_composite(image, ((side - image.width) // 2, (side - image.height) // 2))
    return ground.convert("RGB")


def camera_tags(row):
    """The exiftool arguments for one line of exif.tsv, all values as numbers."""
    make, model, lens = CAMERAS[row["camera"]]
    tags = [("Make", make), ("Model", model), ("LensModel", lens),
            ("DateTimeOriginal", row["date"]), ("CreateDate", row["date"]),
            ("ISO", row["iso"]), ("FNumber", row["aperture"]),
            ("FocalLength", row["focal"]), ("ExposureTime", row["exposure"])]
    if row["offset"]:
        tags += [("OffsetTimeOriginal", row["offset"]), ("OffsetTimeDigitized", row["offset"])]
    if row["latitude"]:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        tags += [("GPSLatitude", abs(latitude)), ("GPSLatitudeRef", "N" if latitude >= 0 else "S"),
                 ("GPSLongitude", abs(longitude)), ("GPSLongitudeRef", "E" if longitude >= 0 else "W")]
    if row["altitude"]:
        tags += [("GPSAltitude", row["altitude"]), ("GPSAltitudeRef", 0)]
    tags.append(("Orientation", row["orientation"] or 1))
    return [f"-EXIF:{name}={value}" for name, value in tags]


def licences(sources, exif):
    """The text of LICENSES.md."""
    links = {
        "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
        "CC BY 2.0": "https://creativecommons.org/licenses/by/2.0/",
        "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
        "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
        "GPL-2.0-or-later": "stamps/COPYING",
    }
    out = ["# Where the pictures come from",
           "",
           "collect.py writes this file from `sources.tsv` and `exif.tsv`; change it there.",
           "",
           "None of the pictures is under the licence of the program: each keeps the licence "
           "named beside it. All were taken from packages of Debian 12. Every picture was "
           f"changed: made smaller (at most {LONG_SIDE} pixels on the long side), stored as JPEG, "
           "and its own metadata removed. The stamps were also put on a plain background and, "
           "where small, enlarged. The changed pictures stay under the licences of the originals.",
           "",
           "What the licence column rests on:",
           "",
           "- `lomiri-wallpapers-16.04`: the package's copyright file, which lists every file.",
           "- `python3-skimage`: the notes on each picture in `skimage/data/_fetchers.py`. "
           "Its pictures without such a note were left out. For `home/old-coins.jpg` the note "
           "says that no copyright restrictions are known, which is less than a licence.",
           "- `python3-sklearn`: `README.txt` in the folder of the picture.",
           "- `gcompris-qt-data`: the `README` beside the pictures in the source tree of "
           "GCompris (`src/activities/*/resource`), which names author, licence and page for "
           "each file. The copyright file of the package does not cover all of them, and for "
           "some names it still describes an older picture that was since replaced. "
           "Some were already cropped and sharpened by GCompris.",
           "- `tuxpaint-stamps-default`: the package's copyright file, for all stamps together. "
           "The text of the licence is in `stamps/COPYING`.",
           "",
           "\"Public domain\" is what the source says; some of these were given to it by their "
           "authors with CC0 or a similar statement.",
           "",
           "## Licence texts",
           ""]
    out += [f"- {name}: <{link}>" if ":" in link else f"- {name}: [{link}]({link})"
            for name, link in links.items()]
    out += ["", "## Pictures", "",
            "| File | Author | Licence | Package and file | Page |", "|---|---|---|---|---|"]
    for row in sources:
        path = row["path"].split("!")[-1]
        page = f"<{row['page']}>" if row["page"] else ""
        out.append(f"| `{row['file']}` | {row['author']} | {row['licence']} "
                   f"| `{row['package']}`: `{path}` | {page} |")
    turned = [row["file"] for row in exif if row["orientation"]]
    out += ["", "## Invented camera data", "",
            f"**The camera data in {len(exif)} of the pictures is invented.** Dates, cameras, lenses, "
            "settings and places were made up, so that there is something to filter by. They say "
            "nothing about when, where and with what a picture was really taken. (Where a "
            "well-known place is to be seen, the invented position lies near it.) "
            "All other pictures carry no metadata.",
            "",
            f"`{turned[0]}` is stored lying on its side and is upright only with its EXIF "
            f"orientation ({[r for r in exif if r['orientation']][0]['orientation']}).",
            "",
            "| File | Date and local time | Offset | Camera | ISO | f/ | mm | Place |",
            "|---|---|---|---|---|---|---|---|"]
    for row in exif:
        place = f"{row['latitude']}, {row['longitude']}" if row["latitude"] else ""
        day, time = row["date"].split(" ")
        out.append(f"| `{row['file']}` | {day.replace(':', '-')} {time} | {row['offset']} "
                   f"| {CAMERAS[row['camera']][1]} | {row['iso']} | {row['aperture']} "
                   f"| {row['focal']} | {place} |")
    return "\n".join(out) + "\n"


def main(tree, out):
    sources = rows(os.path.join(out, "sources.tsv"))
    exif = rows(os.path.join(out, "exif.tsv"))
    by_file = {row["file"]: row for row in exif}
    unknown = set(by_file) - {row["file"] for row in sources}
    if unknown:
        sys.exit(f"exif.tsv names pictures that sources.tsv does not: {sorted(unknown)}")
    arguments = []
    for row in sources:
        target = os.path.join(out, row["file"])
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with Image.open(io.BytesIO(original(tree, row))) as image:
            picture = (stamp if row["file"].startswith("stamps/") else photograph)(image)
        camera = by_file.get(row["file"])
        if camera and camera["orientation"]:
            turn = {"6": Image.ROTATE_90, "8": Image.ROTATE_270}[camera["orientation"]]
            picture = picture.transpose(turn)
        clean = Image.frombytes(picture.mode, picture.size, picture.tobytes())
        clean.save(target, "JPEG", quality=QUALITY, optimize=True)
        if camera:
            arguments += ["-n", "-q", "-overwrite_original"] + camera_tags(camera)
            arguments += [target, "-execute"]
    subprocess.run(["exiftool", "-@", "-"], input="\n".join(arguments) + "\n",
                   text=True, check=True)
    with open(os.path.join(out, "LICENSES.md"), "w", encoding="utf-8") as f:
        f.write(licences(sources, exif))
    print(f"{len(sources)} pictures")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
