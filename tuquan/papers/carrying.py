"""What a reform means for papers: number series stop, issued papers stay, drafts are written anew by who takes over.

Numbers run per issuing organ and calendar year (Nghị định 30/2020/NĐ-CP, Điều 15): a series never goes on under
another organ. Nothing is written here; the preview says it, and `issue` holds to it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Max

from tuquan.accounts.carrying import Ending, Handover, Heir
from tuquan.papers.models import Paper
from tuquan.units.reforms.carrying import Going, Touched, register
from tuquan.units.reforms.plan import Plan

Last = dict[tuple[int, int], tuple[int, int]]


class SeriesCarrier:
    """The books of numbers of organs that end, from the year of the reform on."""

    name = "papers.series"
    words = "sổ số văn bản"
    order = 80

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        """One for each organ that ends and year in which it has issued."""
        endings = Handover(plan, day).endings
        organs = {ending.office.organ_id for ending in endings}
        organs |= {heir.organ_id for ending in endings for heir in ending.heirs if heir.organ_id}
        last = _last_numbers(organs, day.year)
        return [_series(ending, year, last) for ending in endings for year in _years(ending, last)]

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        return ()

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """Nothing to write: a series belongs to its organ."""


class DraftCarrier:
    """Drafts of organs that end: they can be read, and written anew by the organ that takes over."""

    name = "papers.drafts"
    words = "dự thảo báo cáo"
    order = 81

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        """One for each draft."""
        endings = Handover(plan, day).by_organ
        drafts = Paper.objects.filter(organ__in=endings, state=Paper.State.DRAFT).select_related("round")
        return [_draft(paper, endings[paper.organ_id]) for paper in drafts.order_by("organ_id", "id")]

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        return ()

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """Nothing to write: a draft stays with the organ that wrote it."""


def register_carriers() -> None:
    """Called in AppConfig.ready."""
    register(SeriesCarrier())
    register(DraftCarrier())


def _last_numbers(organ_ids: Iterable[int], since: int) -> Last:
    """(last number, how many papers) by (organ, year)."""
    rows: Any = Paper.objects.filter(organ__in=organ_ids, state=Paper.State.ISSUED, year__gte=since)
    counted = rows.order_by().values("organ_id", "year").annotate(last=Max("number"), papers=Count("pk"))
    return {(row["organ_id"], row["year"]): (row["last"], row["papers"]) for row in counted}


def _years(ending: Ending, last: Last) -> list[int]:
    return sorted(year for organ, year in last if organ == ending.office.organ_id)


def _series(ending: Ending, year: int, last: Last) -> Touched:
    number, papers = last[ending.office.organ_id, year]
    then = "; ".join(_goes_on(heir, year, last) for heir in ending.heirs)
    note = f"dừng ở số {number:02d}; {papers} báo cáo đã phát hành giữ nguyên"
    return Touched(
        key=f"papers.series:{ending.office.organ_id}/{year}",
        name=f"Sổ số báo cáo năm {year} của {ending.office.name}",
        unit_id=ending.office.unit_id,
        stays=True,
        note=f"{note}; {then}" if then else note,
    )


def _goes_on(heir: Heir, year: int, last: Last) -> str:
    own = last.get((heir.organ_id or 0, year))
    if own is None:
        return f"{heir.name} bắt đầu từ 01"
    return f"{heir.name} đánh tiếp sổ của mình, đang ở số {own[0]:02d}"


def _draft(paper: Paper, ending: Ending) -> Touched:
    names = ", ".join(heir.name for heir in ending.heirs)
    then = f"{names} soạn lại rồi phát hành" if names else "không phát hành được nữa"
    return Touched(
        key=f"papers.paper:{paper.pk}",
        name=f"Dự thảo {paper.subject} ({ending.office.name})",
        unit_id=ending.office.unit_id,
        stays=True,
        note=f"mở xem được; {then}",
    )
