"""Why a report is not taken in, or an answer not taken down."""

from collections.abc import Sequence

from tuquan.ground.errors import Refusal


class UnreadableReport(Refusal):
    """The file cannot be read; `code` is that of the opener (reader.opening.refusals)."""

    code = "unreadable_report"

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code  # type: ignore[misc]


class SecrecyMark(Refusal):
    code = "secrecy_mark"


class SecrecyNotAnswered(Refusal):
    code = "secrecy_not_answered"


class AlreadyReceived(Refusal):
    """The same file was received for the same submission; `document_id` leads to it."""

    code = "already_received"

    def __init__(self, message: str, document_id: int) -> None:
        super().__init__(message)
        self.document_id = document_id


class SubmissionClosed(Refusal):
    code = "submission_not_editable"


class DocumentSetAside(Refusal):
    """The report was received by mistake; nothing of it is taken."""

    code = "document_set_aside"


class AnsweredByTheUnit(Refusal):
    """The unit's own office answered: who reads on its behalf does not answer otherwise (docs/decisions/0013)."""

    code = "answered_by_the_unit"


class NotSetAside(Refusal):
    """There is no note that the report was received by mistake."""

    code = "document_not_set_aside"


class StillConfirmed(Refusal):
    """Figures of a report are in the submission: they are rejected first. `lines`: one sentence each."""

    code = "findings_still_confirmed"

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(
            f"Chưa để riêng được báo cáo: {len(lines)} số liệu của nó đã nhận vào biểu. Loại các số này trước: "
            + "; ".join(lines)
            + "."
        )
        self.lines = tuple(lines)


class ReasonNotGiven(Refusal):
    code = "reason_missing"


class FindingMasked(Refusal):
    code = "finding_masked"


class NoSuchSpan(Refusal):
    code = "span_without_number"


class BatchUnready(Refusal):
    """A batch cannot be taken as it stands."""

    code = "batch_unready"
