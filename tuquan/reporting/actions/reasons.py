"""Reasons figure by figure, beside the reason of a sending back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tuquan.reporting import free_text
from tuquan.reporting.errors import FigureElsewhere, ReasonMissing
from tuquan.reporting.models import Figure, Move, MoveReason, Submission

# More names than this are counted, not listed: a notice is one sentence.
NAMED = 5


@dataclass(frozen=True)
class Because:
    """A figure that has to be mended, and why."""

    figure_id: int
    name: str
    text: str


def kept(submission: Submission, figures: Mapping[int, str] | None) -> list[Because]:
    """What is given, in the order of the figures. Raises FigureElsewhere, ReasonMissing, FreeTextRefused."""
    if not figures:
        return []
    names = dict(
        Figure.objects.filter(submission=submission.pk, pk__in=list(figures)).values_list("pk", "indicator__name")
    )
    if set(figures) - names.keys():
        raise FigureElsewhere("Có số không thuộc biểu này. Tải lại trang rồi chọn lại số cần sửa.")
    found = [Because(key, names[key], free_text.kept(text)) for key, text in figures.items()]
    if silent := [row.name for row in found if not row.text]:
        raise ReasonMissing(f"Chưa ghi lý do của: {', '.join(silent)}. Ghi rõ cần sửa gì, hoặc bỏ chọn.")
    return sorted(found, key=lambda row: row.figure_id)


def said(rows: Sequence[Because]) -> str:
    """The figures by name: "Sửa 2 số: điểm tuyên truyền, số tổ hòa giải."; "" without any."""
    if not rows:
        return ""
    names = ", ".join(row.name for row in rows[:NAMED])
    more = f" và {len(rows) - NAMED} số khác" if len(rows) > NAMED else ""
    return f"Sửa {len(rows)} số: {names}{more}."


def write(move: Move, rows: Sequence[Because]) -> None:
    """Lay them beside the move."""
    MoveReason.objects.bulk_create(MoveReason(move=move, figure_id=row.figure_id, text=row.text) for row in rows)
