"""What the district does once all 19 have sent: compares its own report, sends, writes the year's report."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.cli.demonstration import TUYEN_HOA, figures, loading, narratives, people, rounds, sample_files, times
from tuquan.intake import actions as intake
from tuquan.intake.queries import candidates
from tuquan.papers import actions as papers
from tuquan.papers.models import Paper
from tuquan.reporting import actions, queries, rollup
from tuquan.reporting.models import Claim, Scope, SourceKind, Submission
from tuquan.reporting.queries import Board
from tuquan.reporting.totals import Total

LAST_DAY = date(2021, 12, 31)
# The communes that the district itself inspected: its own figure, not a sum.
INSPECTED = 18
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Year:
    """The end of the main job: totals by code, what the district's own report states, the board, the paper."""

    totals: dict[str, Total]
    stated: dict[str, Claim]
    differing: list[str]
    board: Board
    paper: Paper


@transaction.atomic
def finish(tell: Tell) -> Year:
    """Read the district's own report, compare, send to the province, write and issue the paper."""
    offices = people.find()
    round_ = loading.the_round(offices, TUYEN_HOA, rounds.YEAR_2021)
    held = Submission.objects.get(round=round_, unit=round_.scope_id)
    officer, head = offices.officer(TUYEN_HOA), offices.head(TUYEN_HOA)
    with times.on(LAST_DAY):
        tell("Đọc báo cáo của huyện, so với tổng các xã")
        _read_own_report(held, officer)
        tell("Cộng số liệu đã duyệt")
        totals = rollup.totals(round=round_, unit_id=round_.scope_id)
        differing = [found.sentence for found in queries.disagreements(held)]
        tell("Trình, gửi lên tỉnh")
        for question in queries.readiness(held).to_explain:
            figure = held.figures.select_related("submission__round", "indicator").get(pk=question.figure_id or 0)
            actions.explain(by=officer, figure=figure, text="Đã đối chiếu với số liệu các xã gửi.")
        actions.present(by=officer, submission=held, version=held.version)
        actions.submit(by=head, submission=held, version=held.version)
        tell("Viết báo cáo năm: docx và pdf")
        draft = papers.draft(by=officer, round=round_, organ=offices.organ[TUYEN_HOA])
        for part, text in _own_words().items():
            draft = papers.write_free(by=officer, paper=draft, key=part, text=text)
        paper = papers.issue(by=head, paper=draft)
        totals |= {"units_inspected": rollup.total(round=round_, unit_id=round_.scope_id, indicator="units_inspected")}
        board = queries.board(round_)
    return Year(totals, _stated(held), differing, board, paper)


def _own_words() -> dict[str, str]:
    """What the office says in its own words, part by part of the outline."""
    data = tomllib.loads((Path(__file__).parent / "data" / "own_words.toml").read_text("utf-8"))
    return {part: str(text) for part, text in data["parts"].items()}


def _read_own_report(held: Submission, officer: User) -> None:
    name, data = sample_files.file_of(narratives.district())
    document = intake.receive(by=officer, submission=held, data=data, file_name=name, secrecy_answer=True)
    said = {**figures.of_district(2021), "units_inspected": INSPECTED}
    for candidate in candidates(document):
        if not (candidate.open and candidate.on_form and candidate.storable):
            continue
        if candidate.finding.value == said.get(candidate.finding.indicator_code):
            intake.confirm(by=officer, finding=candidate.finding)
        else:
            intake.reject(by=officer, finding=candidate.finding)
    own = held.figures.select_related("chosen").get(indicator__code="units_inspected")
    if own.chosen is None or own.chosen.value != INSPECTED:
        actions.claim(
            by=officer, submission=held, indicator="units_inspected", value=INSPECTED, source_kind=SourceKind.TYPED,
            source_label="Sổ kiểm tra của huyện",
        )  # fmt: skip


def _stated(held: Submission) -> dict[str, Claim]:
    rows = held.figures.filter(scope=Scope.STATED, chosen__isnull=False).select_related("indicator", "chosen")
    return {row.indicator.code: row.chosen for row in rows if row.chosen is not None}
