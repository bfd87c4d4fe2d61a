"""What the launcher cannot do, said in a sentence."""


class LaunchError(Exception):
    """Shown as it is, without a traceback. `code` is the exit code."""

    def __init__(self, message: str, *, code: int = 1):
        super().__init__(message)
        self.code = code
