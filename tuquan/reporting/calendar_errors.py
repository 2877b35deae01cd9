"""What the calendar of rounds refuses."""

from tuquan.ground.errors import Refusal
from tuquan.reporting.errors import RoundRefused


class DueOutOfOrder(RoundRefused):
    """Cut-off, due day and the day above do not follow each other."""

    code = "round_due_order"


class UnitsOutside(RoundRefused):
    """Units that do not lie under the round's area on its last day."""

    code = "round_units_outside"


class RuleRefused(Refusal):
    """A dated rule of rounds that cannot be set so."""

    code = "round_rule_refused"


class RuleOverlaps(RuleRefused):
    code = "round_rule_overlaps"


class RuleUsed(RuleRefused):
    """What rounds were opened by is ended and followed by another rule, never changed."""

    code = "round_rule_used"


class ClosingRefused(Refusal):
    """A round that cannot be closed, or opened again, as it stands."""

    code = "round_closing_refused"


class DayOffRefused(Refusal):
    """A day off or a make-up day that cannot be kept so."""

    code = "day_off_refused"
