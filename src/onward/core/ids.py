"""Keys are made by Python, so that a role that may only INSERT never has to read one back."""

import uuid


def new_id() -> uuid.UUID:
    """A random key; used in addresses as it is."""
    return uuid.uuid4()
