"""Why a file cannot be sent. The form holds the sentence."""

from enum import StrEnum


class Fault(StrEnum):
    EMPTY = "empty"
    TOO_BIG = "too_big"
    UNKNOWN = "unknown"
    OLD_OFFICE = "old_office"
    HEIC = "heic"
    PROGRAM_INSIDE = "program_inside"
    PDF_PROGRAM = "pdf_program"
    PASSWORD = "password"  # noqa: S105 -- a fault's name
    FETCHES = "fetches"
    DAMAGED = "damaged"
    TOO_LARGE_PICTURE = "too_large_picture"


class BadFile(Exception):
    def __init__(self, fault: Fault):
        super().__init__(str(fault))
        self.fault = fault
