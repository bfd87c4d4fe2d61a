"""Signals that engagements send upwards."""

from django.dispatch import Signal

order_ends = Signal()
"""An order is about to be erased, in this transaction and under the erasure role. Carries `order` (its id) and `at`.

Whoever stands above removes what it has hung on the order; what is left there makes the erasure fail as a whole.
"""
