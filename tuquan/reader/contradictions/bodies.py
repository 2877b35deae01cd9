"""Bodies and their members: fewer members than bodies, members of no body, members told without how many bodies."""

from __future__ import annotations

from collections.abc import Iterator

from tuquan.reader.confidence import fits
from tuquan.reader.contradictions.ground import Ground, Told, alike, name
from tuquan.reader.contradictions.model import Contradiction

# Members → where they are members.
MEMBERS = {
    "security_team_members": ("security_teams",),
    "ward_guard_members": ("ward_guard_boards", "ward_guard_teams"),
    "civil_defence_team_members": ("civil_defence_teams",),
    "protection_council_members": ("protection_councils",),
    "steering_committee_members": ("steering_committees",),
    "village_security_board_members": ("village_security_boards",),
    "people_security_group_members": ("people_security_groups",),
    "self_management_group_members": ("self_management_groups",),
    "patrol_group_members": ("patrol_groups",),
    "association_group_members": ("association_groups",),
    "boat_group_members": ("boat_groups",),
    "club_members": ("clubs",),
}


def members(ground: Ground) -> Iterator[Contradiction]:
    """Pairs that cannot stand, and half a pair beside a whole one."""
    whole_pairs = []
    for people, where in MEMBERS.items():
        for told in ground.of(people):
            pair = next((b for b in ground.of(*where) if alike(b, told)), None)
            if pair is None:
                continue
            whole_pairs.append((told, pair))
            if told.value < pair.value:
                yield _too_few(ground, told, pair)
    # A writer who mostly tells bodies alone has forgotten nothing.
    alone = sum((people in ground.codes) != any(b in ground.codes for b in where) for people, where in MEMBERS.items())
    if whole_pairs and alone <= len(whole_pairs):
        yield from _halves(ground, whole_pairs[0])


def _too_few(ground: Ground, told: Told, body: Told) -> Contradiction:
    codes = (body.finding.indicator, told.finding.indicator)
    question = f"Ghi {body.shown} “{name(codes[0])}” nhưng chỉ có {told.shown} “{name(codes[1])}”. Số nào đúng?"
    return Contradiction("members", question, ground.side(body), ground.side(told), codes)


def _halves(ground: Ground, pair: tuple[Told, Told]) -> Iterator[Contradiction]:
    """Where the text tells bodies with members, one without the other was forgotten."""
    for people, where in MEMBERS.items():
        missing_bodies = not any(code in ground.codes for code in where)
        halves = ground.of(people) if missing_bodies else ground.of(*where) if people not in ground.codes else []
        for told in halves[:1]:
            if not (alike(told, pair[0]) and fits(told.finding) and not ground.is_part(told)):
                continue
            lacking = where[0] if missing_bodies else people
            question = (
                f"Ghi {told.shown} “{name(told.finding.indicator)}” nhưng không ghi “{name(lacking)}”. Là bao nhiêu?"
            )
            second = ground.side(pair[1] if missing_bodies else pair[0])
            yield Contradiction("members", question, ground.side(told), second, (told.finding.indicator, lacking))
