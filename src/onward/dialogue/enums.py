from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """Whose words a message holds."""

    CANDIDATE = "candidate", _("candidate")
    COUNSELLOR = "counsellor", _("counsellor")


class MessageKind(models.TextChoices):
    """How it came about. BY_PHONE: said by the candidate, written down by the counsellor."""

    WRITTEN = "written", _("written")
    BY_PHONE = "by_phone", _("said by phone")
    AWAY = "away", _("sent by itself while the counsellor is away")


class FileKind(models.TextChoices):
    """What may be sent; known by its content, never by its name."""

    PDF = "pdf", "PDF"
    WORD = "docx", "Word"
    EXCEL = "xlsx", "Excel"
    SLIDES = "pptx", "PowerPoint"
    OPEN_TEXT = "odt", "OpenDocument"
    OPEN_SHEET = "ods", "OpenDocument"
    JPEG = "jpg", "JPEG"
    PNG = "png", "PNG"
    TEXT = "txt", "TXT"


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.SLIDES: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    FileKind.OPEN_TEXT: "application/vnd.oasis.opendocument.text",
    FileKind.OPEN_SHEET: "application/vnd.oasis.opendocument.spreadsheet",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.TEXT: "text/plain; charset=utf-8",
}

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_TOGETHER = 25 * 1024 * 1024
MOST_FILES = 10
LONGEST_TEXT = 10_000
