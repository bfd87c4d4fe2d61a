"""The two ways an action says no."""


class Refused(Exception):
    """What was asked for is understood and allowed, but cannot be done now.

    The message is shown to the person as it is: what happened, and the way out.
    """

    def __init__(self, message, code: str = "refused"):
        super().__init__(message)
        self.code = code


class NotAllowed(Exception):
    """This actor may not do this. The web layer answers 404: what one may not do does not exist."""
