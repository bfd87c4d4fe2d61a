"""A photo of somebody on the staff: looked at by its content, painted anew as a small square, nothing else kept."""

import hashlib
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO

from PIL import Image, ImageOps

from onward.core import sealing

PURPOSE = b"onward photo of a colleague"
LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000  # what a phone takes, and what fits into a small machine's memory
SHORTEST_SIDE, SIDE, QUALITY = 200, 480, 85
MIDDLE = (0.5, 0.4)  # faces stand above the middle
WEBP = (b"RIFF", b"WEBP")


class Fault(StrEnum):
    EMPTY = "empty"
    TOO_BIG = "too_big"
    UNKNOWN = "unknown"
    DAMAGED = "damaged"
    TOO_SMALL = "too_small"
    TOO_MANY_PIXELS = "too_many_pixels"


class BadPicture(Exception):
    def __init__(self, fault: Fault):
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Picture:
    """A square JPEG. Made by `squared` alone."""

    data: bytes = field(repr=False)

    @property
    def mark(self) -> str:
        """Part of its address, so that a browser may keep it and yet sees a new one at once."""
        return hashlib.sha256(self.data).hexdigest()[:16]


def squared(data: bytes) -> Picture:
    """Raises BadPicture. What the camera wrote into it, place and time, stays outside."""
    if not data:
        raise BadPicture(Fault.EMPTY)
    if len(data) > LARGEST:
        raise BadPicture(Fault.TOO_BIG)
    kind = _kind(data)
    try:
        with Image.open(BytesIO(data), formats=(kind,)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise BadPicture(Fault.TOO_MANY_PIXELS)
            if min(picture.size) < SHORTEST_SIDE:
                raise BadPicture(Fault.TOO_SMALL)
            picture.draft("RGB", (SIDE * 2, SIDE * 2))  # JPEG: read no more than is wanted
            return Picture(_painted(ImageOps.exif_transpose(picture)))
    except BadPicture:
        raise
    except Exception as broken:  # a hostile picture finds an error that no list of ours names
        raise BadPicture(Fault.DAMAGED) from broken


def seal(picture: Picture, person: uuid.UUID) -> bytes:
    return sealing.seal(picture.data, file=person, purpose=PURPOSE)


def unseal(sealed: bytes, person: uuid.UUID) -> bytes:
    """Raises CannotOpen."""
    return sealing.unseal(sealed, file=person, purpose=PURPOSE)


def _kind(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if (data[:4], data[8:12]) == WEBP:
        return "WEBP"
    raise BadPicture(Fault.UNKNOWN)


def _painted(picture: Image.Image) -> bytes:
    side = min(SIDE, *picture.size)
    cut = ImageOps.fit(picture.convert("RGBA"), (side, side), centering=MIDDLE)
    clean = Image.new("RGB", cut.size, "white")
    clean.paste(cut, mask=cut.getchannel("A"))
    file = BytesIO()
    clean.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
