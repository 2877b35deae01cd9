"""What a submission is asked before it goes up: what blocks, what needs a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One thing to mend or to explain. `figure_id` says where; the sentence is complete by itself.

    `code` is the rule that asks. `operands` is a fingerprint of the numbers it was asked of: an explanation holds for
    these and for no others.
    """

    code: str
    sentence: str
    indicator_code: str
    figure_id: int | None = None
    blocking: bool = False
    operands: str = ""


@dataclass(frozen=True)
class Readiness:
    """All questions at once, and how far along the submission is (required and voluntary lines alike)."""

    blocking: list[Question]
    to_explain: list[Question]
    answered: int
    expected: int

    @property
    def ready(self) -> bool:
        return not self.blocking and not self.to_explain

    @property
    def sentence(self) -> str:
        """In one sentence, for the foot of the page and for a refusal."""
        said = [f"{self.answered}/{self.expected} chỉ tiêu đã có trả lời"]
        if self.blocking:
            said.append(f"{len(self.blocking)} chỗ phải sửa")
        if self.to_explain:
            said.append(f"{len(self.to_explain)} chỗ phải giải trình")
        return "; ".join(said) + "."
