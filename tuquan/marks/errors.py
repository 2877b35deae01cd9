"""The refusal of this room."""


class MarkError(ValueError):
    """A tag or a mark that is not ours. `code` is stable; the message is a Vietnamese sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
