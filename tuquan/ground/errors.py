"""Refusals: nothing was written, and the sentence says what happened, where, and what to do next."""

from typing import ClassVar


class Refusal(Exception):
    """An act that is refused. `code` is stable (tests and the API key on it); `str(refusal)` is Vietnamese."""

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str] = "Việc này không thực hiện được. Kiểm tra lại rồi thử lại."

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.sentence)

    @property
    def message(self) -> str:
        """The Vietnamese sentence for the person who tried."""
        return str(self)


class PermissionRefused(Refusal):
    """The person's posts do not allow it; the message says which posts do."""

    code = "permission_refused"
    sentence = "Vị trí công tác của bạn không được làm việc này. Hỏi quản trị của cơ quan để biết ai được làm."


class OutsideTransaction(Exception):
    """A mistake of the program, not of its user: called outside `transaction.atomic()`."""

    code = "outside_transaction"
