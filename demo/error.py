"""What can go wrong in the demo."""


class DemoError(Exception):
    """A step failed. Says what happened, and what to do about it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
