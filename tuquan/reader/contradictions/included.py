"""Indicators that are parts of others: more of the part than of the whole, parts that do not add up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tuquan.reader.contradictions.ground import Ground, alike, name
from tuquan.reader.contradictions.model import Contradiction
from tuquan.vn.numbers import show


def of_indicators(ground: Ground) -> Iterator[Contradiction]:
    """A count of the catalogue that cannot be more than another, of the same place and day."""
    for part_code, whole_code in PART_OF.items():
        for part in ground.of(part_code):
            for whole in ground.of(whole_code):
                if alike(part, whole) and part.value > whole.value and not ground.is_part(whole):
                    question = (
                        f"“{name(part_code)}” là {part.shown}, nhiều hơn “{name(whole_code)}” là {whole.shown}. "
                        "Số nào đúng?"
                    )
                    codes = (part_code, whole_code)
                    yield Contradiction("more_than_whole", question, ground.side(part), ground.side(whole), codes)
    yield from _team(ground)


PART_OF = {
    "schemes_with_full_dossier": "schemes_active",
    "schemes_rated_good": "schemes_active",
    "schemes_rated_average": "schemes_active",
    "schemes_rated_weak": "schemes_active",
    "schemes_in_communities": "schemes_active",
    "schemes_in_institutions": "schemes_active",
    "forum_opinions_answered": "forum_opinions",
    "tips_valuable": "tips_received",
    "security_team_leaders": "security_team_members",
    "security_team_deputies": "security_team_members",
    "festival_points_with_leaders": "festival_points",
}
TEAM = ("security_team_leaders", "security_team_deputies", "security_team_ordinary_members")


def _team(ground: Ground) -> Iterator[Contradiction]:
    """Leaders, deputies and ordinary members are all members (Law on forces at the grass roots, 2023, article 14)."""
    for whole in ground.of("security_team_members"):
        parts = [[t for t in ground.of(code) if alike(t, whole)] for code in TEAM]
        if any(len(p) != 1 for p in parts) or ground.is_part(whole):
            continue
        total = sum((p[0].value for p in parts), Decimal(0))
        if total != whole.value:
            question = (
                f"Tổ trưởng, tổ phó và tổ viên cộng lại là {show(total)}, còn tổng số thành viên ghi {whole.shown}. "
                "Số nào đúng?"
            )
            codes = ("security_team_members", *TEAM)
            yield Contradiction("parts", question, ground.side(whole), ground.side(parts[0][0]), codes)
