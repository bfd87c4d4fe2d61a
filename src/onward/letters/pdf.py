"""A letter in large print as tagged PDF (PDF/UA-1). Needs no database and no clock."""

import json
from dataclasses import asdict
from importlib.resources import as_file, files

from django.conf import settings

from onward.letters.contents import Contents


def letter_pdf(contents: Contents) -> bytes:
    """Letters of 17 pt, headings that a screen reader finds, one thing under the other."""
    import typst  # noqa: PLC0415 -- slow import: 60 MB that only a letter needs

    with as_file(files("onward.letters") / "paper") as folder:
        return typst.compile(
            str(folder / "letter.typ"),
            font_paths=[str(settings.PACKAGE / "static" / "vendor" / "pdf-fonts")],
            ignore_system_fonts=True,
            sys_inputs={"letter": json.dumps(asdict(contents))},
            pdf_standards=["ua-1"],
        )
