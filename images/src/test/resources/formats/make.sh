#!/usr/bin/env bash
# Makes the pictures beside it from the project's goldens. Needs Debian 12's libheif-examples (1.15.1),
# libjxl-tools (0.7.0), libjpeg-turbo-progs (2.1.5) and Python 3. They are committed, because encoders change and tests must not.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")"
goldens=../../../../../testkit/goldens/images
camera=$(mktemp --suffix=.jpg)
trap 'rm -f "$camera"*' EXIT

# exif-6.jpg (stored 200 x 300, to be turned right) with a camera, a date and a place in its EXIF.
python3 - "$goldens/exif-6.jpg" "$camera" <<'PYTHON'
import struct, sys

def directory(start, entries):
    """A little-endian TIFF directory at `start`, long values behind it."""
    head, values = struct.pack("<H", len(entries)), b""
    behind = start + 2 + 12 * len(entries) + 4
    for tag, kind, count, value in sorted(entries):
        if len(value) <= 4:
            head += struct.pack("<HHI", tag, kind, count) + value.ljust(4, b"\0")
        else:
            head += struct.pack("<HHII", tag, kind, count, behind + len(values))
            values += value + b"\0" * (len(value) % 2)
    return head + struct.pack("<I", 0) + values

def text(tag, value):
    return (tag, 2, len(value) + 1, value.encode() + b"\0")

def long(tag, value):
    return (tag, 4, 1, struct.pack("<I", value))

def degrees(tag, *parts):
    return (tag, 5, 3, b"".join(struct.pack("<II", part, 1) for part in parts))

def main_directory(camera_at, place_at):
    return directory(8, [text(0x10F, "Sightline"), text(0x110, "Model One"), (0x112, 3, 1, struct.pack("<H", 6)),
                         long(0x8769, camera_at), long(0x8825, place_at)])

camera = [text(0x9003, "2024:02:29 23:59:58"), text(0x9011, "+05:30")]
place = [text(1, "S"), degrees(2, 33, 51, 36), text(3, "E"), degrees(4, 151, 12, 36)]
camera_at = 8 + len(main_directory(0, 0))
place_at = camera_at + len(directory(camera_at, camera))
tiff = struct.pack("<2sHI", b"II", 42, 8) + main_directory(camera_at, place_at) + directory(camera_at, camera) + directory(place_at, place)

jpeg = open(sys.argv[1], "rb").read()
at, kept = 2, b""
while jpeg[at + 1] != 0xDB:  # drop the golden's own EXIF, keep what is before the tables
    length = struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    if jpeg[at + 1] != 0xE1:
        kept += jpeg[at : at + 2 + length]
    at += 2 + length
block = b"Exif\0\0" + tiff
open(sys.argv[2], "wb").write(jpeg[:2] + kept + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + jpeg[at:])
PYTHON

heif-enc -q 60 "$goldens/photo-341x257.png" -o odd.heic
heif-enc -A -L -p chroma=444 --matrix_coefficients=0 "$goldens/rgba.png" -o alpha.avif
heif-enc -q 80 -b 10 "$goldens/rgb16.png" -o ten-bit.heic
heif-enc -A -q 80 -b 12 "$goldens/rgb16.png" -o twelve-bit.avif

# heif-enc 1.15.1 leaves the orientation in the EXIF block alone; cameras state it in the container too.
heif-enc -q 85 "$camera" -o "$camera.heic"
heif-enc -A -q 70 "$camera" -o "$camera.avif"
python3 - "$camera.heic" rotated.heic 1 "$camera.avif" rotated.avif 4 <<'PYTHON'
import ctypes, sys

heif = ctypes.CDLL("libheif.so.1")

class Error(ctypes.Structure):
    _fields_ = [("code", ctypes.c_int), ("detail", ctypes.c_int), ("message", ctypes.c_char_p)]

for name in ("read_from_file", "get_primary_image_handle", "get_encoder_for_format", "encode_image", "write_to_file",
             "add_exif_metadata"):
    getattr(heif, "heif_context_" + name).restype = Error
for name in ("heif_decode_image", "heif_image_handle_get_metadata", "heif_encoder_set_lossy_quality"):
    getattr(heif, name).restype = Error
for name in ("heif_context_alloc", "heif_encoding_options_alloc"):
    getattr(heif, name).restype = ctypes.c_void_p
heif.heif_image_handle_get_metadata_size.restype = ctypes.c_size_t

def check(error):
    if error.code:
        raise SystemExit(error.message)

def turned(source, target, codec):
    old, new = (ctypes.c_void_p(heif.heif_context_alloc()) for _ in range(2))
    handle, image, encoder, made = (ctypes.c_void_p() for _ in range(4))
    check(heif.heif_context_read_from_file(old, source.encode(), None))
    check(heif.heif_context_get_primary_image_handle(old, ctypes.byref(handle)))
    check(heif.heif_decode_image(handle, ctypes.byref(image), 0, 1, None))  # YCbCr 4:2:0
    check(heif.heif_context_get_encoder_for_format(new, codec, ctypes.byref(encoder)))
    check(heif.heif_encoder_set_lossy_quality(encoder, 85))
    options = ctypes.c_void_p(heif.heif_encoding_options_alloc())
    ctypes.c_int.from_address(options.value + 20).value = 6  # image_orientation: to be turned right
    check(heif.heif_context_encode_image(new, image, encoder, options, ctypes.byref(made)))
    item = ctypes.c_int()
    heif.heif_image_handle_get_list_of_metadata_block_IDs(handle, b"Exif", ctypes.byref(item), 1)
    exif = ctypes.create_string_buffer(heif.heif_image_handle_get_metadata_size(handle, item))
    check(heif.heif_image_handle_get_metadata(handle, item, exif))
    check(heif.heif_context_add_exif_metadata(new, made, exif.raw[4:], len(exif) - 4))
    check(heif.heif_context_write_to_file(new, target.encode()))

turned(sys.argv[1], sys.argv[2], int(sys.argv[3]))
turned(sys.argv[4], sys.argv[5], int(sys.argv[6]))
PYTHON
cjxl -d 0 "$goldens/rgba.png" alpha.jxl
cjxl -d 0 "$goldens/gray16.png" gray16.jxl
cjxl -d 1.5 -j 0 "$goldens/photo-640x480.jpg" lossy.jxl
cjxl "$camera" rotated.jxl
cjxl "$goldens/animated.gif" animated.jxl
jpegtran -arithmetic "$goldens/gray.jpg" >gray-arithmetic.jpg
jpegtran -arithmetic -progressive "$goldens/subsampled-420.jpg" >subsampled-420-arithmetic-progressive.jpg
