"""Why a paper is not written or not issued."""

from tuquan.ground.errors import Refusal


class NothingToReport(Refusal):
    code = "nothing_to_report"


class AlreadyIssued(Refusal):
    """An issued paper is frozen for good; a correction is a new paper."""

    code = "paper_already_issued"


class NumberTaken(Refusal):
    code = "paper_number_taken"


class NoOutline(Refusal):
    code = "no_outline"


class FreeTextRefused(Refusal):
    code = "free_text_refused"


class NoSuchNumber(Refusal):
    code = "number_not_in_paper"


class GapsNotSeen(Refusal):
    """Parts are missing and whoever issues has not said that they looked at them."""

    code = "gaps_not_seen"


class FiguresMoved(Refusal):
    """Figures changed between the draft that was read and the act of issuing."""

    code = "figures_moved_since_draft"


class OrganEnded(Refusal):
    """Nobody writes or signs in the name of an organ that has ended; whoever took over does it in their own."""

    code = "organ_ended"


class NotTakenOver(Refusal):
    """An organ reports for another only where it has taken over from it."""

    code = "organ_not_taken_over"
