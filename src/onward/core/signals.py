"""Signals that core sends upwards."""

from django.dispatch import Signal

language_chosen = Signal()
"""Somebody chose a language. Carries `request` and `language`; whoever knows people keeps it with the person."""
