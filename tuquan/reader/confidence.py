"""How sure a finding is, and why, in sentences for the person who confirms it."""

from __future__ import annotations

from tuquan.reader.engine import Match
from tuquan.reader.mentions import Mention

FAR = 6.0
MARGIN = 2.0
WEAK = 2.2


def judge(mention: Mention, found: list[Match], planned: bool) -> tuple[str, tuple[str, ...]]:
    """`("sure" | "likely" | "doubtful", reasons)`."""
    best = found[0]
    rival = next((m for m in found[1:] if m.rule.indicator != best.rule.indicator), None)
    doubts = list(_doubts(mention, best, rival))
    if best.score < WEAK and doubts:
        return "doubtful", (*doubts, "Từ ngữ quanh số còn mơ hồ.")
    if doubts:
        return "likely", tuple(doubts)
    return "sure", ("Danh từ được đếm và từ chỉ việc đứng liền số.",)


def _doubts(mention: Mention, best: Match, rival: Match | None) -> list[str]:
    out = []
    if mention.form == "word":
        out.append("Số viết bằng chữ.")
    if best.carried:
        out.append("Từ chỉ việc nằm ở câu trước.")
    elif best.distance > FAR:
        out.append("Từ chỉ việc đứng xa số.")
    if rival and best.score - rival.score < MARGIN:
        out.append(f"Cũng có thể là chỉ tiêu khác ({rival.rule.indicator}).")
    if not best.rule.sure or best.rule.weight < 0:
        out.append("Câu chỉ nêu danh từ, không nêu việc.")
    return out
