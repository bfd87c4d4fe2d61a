"""Signals that accounts send upwards."""

from django.dispatch import Signal

contact_proved = Signal()
"""An address or number that was only typed so far belongs to its person. Carries `person` and `at`."""

role_ends = Signal()
"""Somebody is about to lose a role. Carries `membership` and `at`; whoever still needs the person in it refuses."""
