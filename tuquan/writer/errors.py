"""The refusal of this room."""


class ContentError(ValueError):
    """A content that cannot become a paper. `code` is stable; the message is a Vietnamese sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
