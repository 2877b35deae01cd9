"""Where, in a list, the words of one number end and those of the next begin."""

from __future__ import annotations

import re

from tuquan.reader.mentions import Mention

# "5 nhóm Zalo, 12 tin", "60 cuốn sổ tay cùng 8 băng rôn": the list goes on.
GOES_ON = re.compile(r"(?:,|\s+(?:và|cùng|với|cùng với|kèm)(?!\w))")


def past_counted(low: str, counted: int, end: int, money: bool) -> int:
    """Where the noun of the number before, or where its money comes from, ends, if a list goes on right after it."""
    if not counted:
        return 0
    goes_on = list(GOES_ON.finditer(low, counted, end))[-1:] if money else [GOES_ON.match(low, counted, end)]
    return goes_on[0].end() if goes_on and goes_on[0] else 0


def next_money(low: str, inside: list[Mention], i: int) -> int:
    """Where what is said of the next sum begins: "85 triệu đồng từ ngân sách và vận động hơn 230 triệu đồng"."""
    here, after = inside[i], inside[i + 1] if i + 1 < len(inside) else None
    if after is None or not here.form == after.form == "money":
        return len(low)
    goes_on = list(GOES_ON.finditer(low, here.end, after.start))
    return goes_on[-1].start() if goes_on else len(low)
