"""What the apps above hear."""

from django.dispatch import Signal

text_received = Signal()
"""A text message came from a number that is a person's: person, text, at. A receiver that took it up answers True."""
