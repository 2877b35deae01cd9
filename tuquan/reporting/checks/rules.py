"""The relations between lines, as data: which number may not exceed which, who has members without a body."""

from typing import NamedTuple


class AtMost(NamedTuple):
    """`part` may not be larger than `whole`."""

    part: str
    whole: str
    blocking: bool


class Pair(NamedTuple):
    """A number of bodies and the number of people in them."""

    bodies: str
    members: str


class Needs(NamedTuple):
    """Where `what` is above 0, `source` must be too."""

    what: str
    source: str


# Domain study 7.5, rules 3 and 4: points ≥ schemes ≥ kinds; a part is at most its whole.
AT_MOST = (
    AtMost("schemes_active", "scheme_points", False),
    AtMost("scheme_types", "scheme_points", True),
    AtMost("scheme_types", "schemes_active", True),
    AtMost("schemes_with_full_dossier", "schemes_active", True),
    AtMost("schemes_in_institutions", "schemes_active", True),
    AtMost("schemes_in_communities", "schemes_active", True),
    AtMost("schemes_founded", "schemes_active", False),
    AtMost("school_outreach_attendances", "outreach_attendances", True),
    AtMost("tips_valuable", "tips_received", True),
)

PAIRS = (
    Pair("steering_committees", "steering_committee_members"),
    Pair("protection_councils", "protection_council_members"),
    Pair("ward_guard_boards", "ward_guard_members"),
    Pair("village_security_boards", "village_security_board_members"),
    Pair("security_teams", "security_team_members"),
    Pair("civil_defence_teams", "civil_defence_team_members"),
)

# Rule 9: people listened, so somewhere there was a session or a point.
NEEDS = (Needs("outreach_attendances", "outreach_points"),)

# Rule 10: more than three times, or less than a third. Below this size a jump says nothing (1 → 4 schemes).
JUMP = 3
JUMP_FROM = 10
