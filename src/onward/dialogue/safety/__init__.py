"""What is let in: each file is known by its content, cleaned where it can be, and refused with words that help."""

from onward.dialogue.safety.inspect import BadFile, CheckedFile, Fault, check_file

__all__ = ["BadFile", "CheckedFile", "Fault", "check_file"]
