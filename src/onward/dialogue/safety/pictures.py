"""Pictures are painted anew: place, camera and whatever hangs behind the picture stay outside."""

from io import BytesIO

from PIL import Image, ImageOps

from onward.dialogue.enums import FileKind
from onward.dialogue.safety.faults import BadFile, Fault

FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG"}
MOST_PIXELS = {FileKind.JPEG: 60_000_000, FileKind.PNG: 25_000_000}  # what fits into a small machine's memory
LONGEST_SIDE = 3500  # a page photographed with a phone stays readable
QUALITY = 85


def clean_picture(data: bytes, kind: FileKind) -> bytes:
    """The same picture, upright, at most 3500 pixels a side, with nothing but its pixels. Raises BadFile."""
    name = FORMATS[kind]
    try:
        with Image.open(BytesIO(data), formats=(name,)) as picture:
            if picture.width * picture.height > MOST_PIXELS[kind]:
                raise BadFile(Fault.TOO_LARGE_PICTURE)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # JPEG: read no more than is wanted
            return _painted(ImageOps.exif_transpose(picture), name)
    except BadFile:
        raise
    except Exception as broken:  # a hostile picture finds an error that no list of ours names
        raise BadFile(Fault.DAMAGED) from broken


def _painted(picture: Image.Image, name: str) -> bytes:
    has_holes = name == "PNG" and ("transparency" in picture.info or "A" in picture.getbands())
    clean = picture.convert("RGBA" if has_holes else "RGB")
    clean.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean.info = {}
    file = BytesIO()
    if name == "JPEG":
        clean.save(file, name, quality=QUALITY)
    else:
        clean.save(file, name)
    return file.getvalue()
