#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Makes the pictures of this folder, and LICENSES.md, anew.
#
#   sample-data/collect.sh
#
# The originals are fetched with apt from the archive that the machine is set
# up for; they were taken from Debian 12. Needs apt-get, dpkg, exiftool
# (libimage-exiftool-perl) and Debian's Python 3 with Pillow (python3-pil).
#
# Which picture comes from where is listed in sources.tsv, the camera data
# that is written into some of them in exif.tsv. A second run with the same
# versions of the tools gives the same files.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
python=${PYTHON:-/usr/bin/python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

command -v exiftool >/dev/null || { echo "collect.sh: exiftool is missing" >&2; exit 1; }
"$python" -c 'import PIL' || { echo "collect.sh: Pillow is missing" >&2; exit 1; }

mkdir "$work/deb" "$work/tree"
for package in $(tail -n +2 "$here/sources.tsv" | cut -f 2 | LC_ALL=C sort -u); do
    echo "fetching $package"
    (cd "$work/deb" && apt-get -q -o APT::Sandbox::User=root download "$package")
    mkdir "$work/tree/$package"
    dpkg -x "$work/deb/$package"_*.deb "$work/tree/$package"
done

"$python" "$here/collect.py" "$work/tree" "$here"
cp /usr/share/common-licenses/GPL-2 "$here/stamps/COPYING"
