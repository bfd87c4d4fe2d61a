"""The invitation letter as tagged PDF (PDF/UA-1): code, QR and the counsellor's name, in the candidate's language."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, ngettext, override

from onward.core import content, formats
from onward.core.content_schema import Letter
from onward.core.context import provider
from onward.core.names import full_name
from onward.programmes import codes

DOUBLE_STOP = re.compile(r"(?<!\.)\.\.(?!\.)")
REGIONS = {"da": "dk", "nb": "no", "nl": "nl", "en": "gb"}


@dataclass(frozen=True, slots=True)
class InvitationLetter:
    """All that stands in one letter. `code` is in its plain form; counsellor is empty where nobody is chosen yet."""

    first_name: str
    last_name: str
    language: str
    employer: str
    country: str
    code: str
    written_on: date
    valid_until: date
    counsellor: str
    office: str
    office_lines: tuple[str, ...]
    phone: str

    @property
    def name(self) -> str:
        return full_name(self.first_name, "", self.last_name)


def invitation_pdf(letter: InvitationLetter, *, large: bool = False) -> bytes:
    """The letter as PDF, in letters of 11 or 16 pt. Needs no database and no clock."""
    import typst  # noqa: PLC0415 -- slow import: 60 MB that only a letter needs

    with override(letter.language):
        data = _data(letter, large)
    with as_file(files("onward.programmes") / "letter") as folder:
        return typst.compile(
            str(folder / "invitation.typ"),
            font_paths=[str(settings.PACKAGE / "static" / "vendor" / "pdf-fonts")],
            ignore_system_fonts=True,
            sys_inputs={"letter": json.dumps(data)},
            pdf_standards=["ua-1"],
        )


def _data(letter: InvitationLetter, large: bool) -> dict[str, Any]:
    running = provider()
    words = content.fill(content.letter("invitation", letter.language), _values(letter))
    address = codes.start_address(letter.code)
    return {
        "lang": letter.language,
        "region": REGIONS[letter.language],
        "large": large,
        "provider": running.name,
        "sender": [*letter.office_lines, formats.phone(letter.phone, letter.language)],
        "name": letter.name,
        "written": formats.long_date(letter.written_on, letter.language),
        "code": codes.shown(letter.code),
        "address": _readable(codes.start_address()),
        "valid_until": formats.long_date(letter.valid_until, letter.language),
        "qr": _qr(address),
        "qr_alt": gettext("A square code for the camera of a phone. It opens %(address)s.") % {"address": address},
        "words": _without_double_stops(words.model_dump()),
        "country_note": words.country_notes.get(letter.country.lower(), ""),
        "notice": _notice(words, in_house=running.in_house),
    }


def _values(letter: InvitationLetter) -> Mapping[str, str]:
    return {
        "name": letter.first_name,
        "employer": letter.employer,
        "provider": settings.PROVIDER_NAME,
        "counsellor": letter.counsellor or gettext("Your counsellor"),
        "office": letter.office,
        "code": codes.shown(letter.code),
        "address": _readable(codes.start_address()),
        "valid_until": formats.long_date(letter.valid_until, letter.language),
        "phone": formats.phone(letter.phone, letter.language),
        "privacy_contact": settings.PRIVACY_CONTACT,
        "kept_after_no": _days(settings.KEPT_DAYS_AFTER_NO),
        "kept_after_end": _months(settings.KEPT_MONTHS_AFTER_END),
    }


def _days(days: int) -> str:
    return ngettext("one day", "%(days)s days", days) % {"days": days}


def _months(months: int) -> str:
    return ngettext("one month", "%(months)s months", months) % {"months": months}


def _notice(words: Letter, *, in_house: bool) -> list[dict[str, str]]:
    notice = words.notice
    responsible = notice.responsible_in_house if in_house else notice.responsible
    pieces = (notice.given, notice.why, responsible, notice.how_long, notice.who_sees, notice.rights)
    return [{"title": piece.title, "text": _without_double_stops(piece.text)} for piece in pieces]


def _without_double_stops(words: Any) -> Any:
    """A sentence that ends with "De Waal B.V." has its full stop already."""
    if isinstance(words, str):
        return DOUBLE_STOP.sub(".", words)
    if isinstance(words, dict):
        return {name: _without_double_stops(value) for name, value in words.items()}
    return [_without_double_stops(value) for value in words] if isinstance(words, list | tuple) else words


def _readable(address: str) -> str:
    """As people type it."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")


def _qr(address: str) -> str:
    from qrcode import QRCode, constants  # noqa: PLC0415 -- slow import: only a letter needs it
    from qrcode.image.svg import SvgPathImage  # noqa: PLC0415 -- slow import: only a letter needs it

    drawn = QRCode(error_correction=constants.ERROR_CORRECT_M, border=0, image_factory=SvgPathImage)
    drawn.add_data(address)
    return drawn.make_image().to_string(encoding="unicode")
