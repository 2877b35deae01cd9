"""What reporting refuses, each with a stable code and a Vietnamese sentence."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tuquan.ground.errors import Refusal
from tuquan.vn.dates import show_date

if TYPE_CHECKING:
    from tuquan.reporting.models import Round
    from tuquan.reporting.questions import Readiness


class IndicatorUnknown(Refusal):
    code = "indicator_unknown"


class IndicatorRestricted(Refusal):
    """The line is recognised so that it can be refused; no code path stores it."""

    code = "restricted_indicator"


class IndicatorLimited(Refusal):
    """Totals only, and off until a superior level turns the line on."""

    code = "limited_indicator"


class ValueRefused(Refusal):
    """A number that cannot be right."""

    code = "value_refused"


class ScopeUnknown(ValueRefused):
    code = "scope_unknown"


class ValueNotANumber(ValueRefused):
    code = "value_not_a_number"


class ValueNegative(ValueRefused):
    code = "value_negative"


class ValueTooLarge(ValueRefused):
    code = "value_too_large"


class ValueTooFine(ValueRefused):
    code = "value_too_fine"


class ValueNotWhole(ValueRefused):
    code = "value_not_whole"


class WholeNotAsked(ValueRefused):
    code = "value_of_not_asked"


class PartExceedsWhole(ValueRefused):
    code = "value_exceeds_whole"


class NotEditable(Refusal):
    code = "submission_not_editable"


class NotOwnWork(Refusal):
    """At the level that sums, only the lines of its own work add; its printed totals are stated, and only compared."""

    code = "not_own_work"


class StaleFigure(Refusal):
    code = "figure_changed_meanwhile"


class TokenUnsound(Refusal):
    """A save whose token is none that a page of ours makes."""

    code = "save_token_unsound"


class NoteMissing(Refusal):
    code = "note_missing"


class EvidenceRefused(Refusal):
    """A file that may not be kept beside a figure; nothing of it is stored."""

    code = "evidence_refused"


class EvidenceGone(Refusal):
    """Taken back already."""

    code = "evidence_gone"


class ClaimOfAnotherFigure(Refusal):
    code = "claim_of_another_figure"


class ExplanationMissing(Refusal):
    code = "explanation_missing"


class FreeTextRefused(Refusal):
    """An explanation or a reason points to a person, or says what may not be kept."""

    code = "free_text_refused"


class AlreadyMoved(Refusal):
    """Somebody (or the same person's second click) moved the submission first; nothing was changed."""

    code = "submission_already_moved"


class MoveRefused(Refusal):
    code = "submission_move_refused"


class ReasonMissing(Refusal):
    code = "reason_missing"


class NotReady(Refusal):
    """`readiness` lists everything that blocks and everything to explain, at once."""

    code = "submission_not_ready"

    def __init__(self, message: str, readiness: "Readiness") -> None:
        super().__init__(message)
        self.readiness = readiness


class RoundClosed(NotEditable):
    """The round was closed by the head; it has to be opened again first."""

    code = "round_closed"


class RoundRefused(Refusal):
    """A round that cannot be opened."""

    code = "round_refused"


class RoundExists(RoundRefused):
    code = "round_exists"


class RoundWithoutUnits(RoundRefused):
    code = "round_no_units"


class OrgansMissing(RoundRefused):
    code = "round_organs_missing"


class FormMissing(RoundRefused):
    code = "round_no_form"


class DueMissing(RoundRefused):
    code = "round_no_due"


class DataRefused(Refusal):
    """A packaged table that is not sound; `faults` lists all of them, one sentence each."""

    code = "data_faults"

    def __init__(self, file: str, faults: Sequence[str]) -> None:
        super().__init__(f"{file}: {len(faults)} lỗi. " + " ".join(faults))
        self.faults = tuple(faults)


class CheckRefused(Refusal):
    """A rule of checking that cannot be set so."""

    code = "check_refused"


class ExpressionRefused(CheckRefused):
    """A side of a rule that is not written in the language of checks."""

    code = "check_expression"


class RestatingBackwards(Refusal):
    """Figures are restated onto units of the round's last day or of a later one."""

    code = "restating_backwards"


def refuse_backwards(round_: "Round", day: date) -> None:
    """Raise RestatingBackwards for a day before the round's last one."""
    if day < round_.last_day:
        raise RestatingBackwards(
            f"Kỳ « {round_.title} » kết thúc ngày {show_date(round_.last_day)}, không quy ngược về đơn vị ngày "
            f"{show_date(day)} được. Chọn ngày cuối kỳ hoặc một ngày sau đó."
        )


class NothingRead(Refusal):
    """The organ above may send for a unit only what it read of the unit's own report."""

    code = "nothing_read"


class AloneOnBehalf(Refusal):
    """Who read or sent for a unit does not approve it as well."""

    code = "alone_on_behalf"


class AloneUnderDelegation(Refusal):
    """Who presented or sent the figures does not take the next step in another's place."""

    code = "alone_under_delegation"


class FigureElsewhere(Refusal):
    """A reason was given for a figure of another submission."""

    code = "figure_elsewhere"


class ReopenAsked(Refusal):
    """A request to reopen that stands already, or cannot be made or answered now."""

    code = "reopen_request_refused"


class NothingChosen(Refusal):
    """Many were to be acted on, none was ticked or none fits."""

    code = "nothing_chosen"


class RemindedAlready(Refusal):
    """Once a day is enough."""

    code = "reminded_already"


class ChannelRefused(Refusal):
    """A rule of channels that cannot stand, or an answer that cannot be given."""

    code = "channel_refused"


class PaperUnnamed(Refusal):
    """A number of a signed report without the report's number and day."""

    code = "paper_unnamed"


class SignedDiffers(Refusal):
    """A figure says otherwise than the signed report, and nobody said why. `figures`: their keys."""

    code = "signed_paper_differs"

    def __init__(self, message: str, figures: tuple[int, ...]) -> None:
        super().__init__(message)
        self.figures = figures
