"""What the people of a commune do with its report: receive, confirm, complete, present, send. Real acts, real rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from tuquan.cli.demonstration import TUYEN_HOA, figures, narratives, sample_files, times
from tuquan.cli.demonstration.people import Offices
from tuquan.cli.demonstration.rounds import OF_ITSELF
from tuquan.intake import actions as intake
from tuquan.intake.models import SourceDocument
from tuquan.intake.queries import Candidate, candidates
from tuquan.reporting import actions, queries
from tuquan.reporting.models import Answer, Claim, Figure, Round, SourceKind, Submission

BY_HAND = "Cán bộ nhập theo báo cáo và sổ của đơn vị"
WHY = {
    "schemes_active": "Báo cáo tính cả một mô hình vừa ra mắt, chưa có quyết định thành lập.",
    "outreach_attendances": "Tính cả số người nghe qua loa truyền thanh.",
}
WHY_ELSE = "Đã đối chiếu hồ sơ của đơn vị, số liệu đúng như đã chọn."


@dataclass
class Outcome:
    """What came of one report: numbers for the table of the terminal."""

    unit: str
    file_name: str
    read: int = 0
    masked: int = 0
    sure: int = 0
    confirmed: int = 0
    rejected: int = 0
    typed: int = 0
    nothing: int = 0
    disagreed: list[str] = field(default_factory=list)


class Commune:
    """One commune in the round of 2021, acted for by its own officer and head."""

    def __init__(self, round_: Round, offices: Offices, unit: str, overrides: Mapping[str, int] | None = None) -> None:
        self.unit = unit
        self.round = round_
        self.officer, self.head = offices.officer(unit), offices.head(unit)
        self.superior = offices.officer(TUYEN_HOA)
        self.submission = Submission.objects.get(round=round_, unit=offices.unit[unit])
        self.truth = {**figures.of_unit(unit, 2021), **(overrides or {})}
        self.said = narratives.in_words(unit)
        self.narrative = narratives.compose(unit)
        self.outcome = Outcome(unit, "")

    def receive(self) -> SourceDocument:
        """The report comes in and is read; nothing is confirmed yet."""
        name, data = sample_files.file_of(self.narrative)
        self.outcome.file_name = name
        with times.on(self.narrative.issued_on, time(8, 40)):
            return intake.receive(
                by=self.officer, submission=self.submission, data=data, file_name=name, secrecy_answer=True
            )

    def confirm(self, document: SourceDocument) -> None:
        """What is sure at once, the rest one by one; a finding that the report does not say is rejected."""
        with times.on(self.narrative.issued_on):
            self.outcome.sure = intake.confirm_sure(by=self.officer, document=document)
            for candidate in candidates(document):
                self._judge(candidate)

    def _judge(self, candidate: Candidate) -> None:
        finding = candidate.finding
        self.outcome.read += not finding.masked
        self.outcome.masked += finding.masked
        if not candidate.open or not candidate.on_form or not candidate.storable:
            return
        if finding.value == self.said.get(finding.indicator_code):
            intake.confirm(by=self.officer, finding=finding)
            self.outcome.confirmed += 1
        else:
            intake.reject(by=self.officer, finding=finding)
            self.outcome.rejected += 1

    def complete(self) -> None:
        """Type what the report left out or the reader missed, answer what did not arise, explain what differs."""
        with times.on(self.narrative.issued_on):
            self.outcome.disagreed = [found.sentence for found in queries.disagreements(self.submission)]
            for figure in self.submission.figures.filter(scope="own").select_related("indicator", "chosen"):
                self._fill(figure)
            for question in queries.readiness(self.submission).to_explain:
                figure = Figure.objects.select_related("submission__round", "indicator").get(pk=question.figure_id or 0)
                actions.explain(by=self.officer, figure=figure, text=WHY.get(question.indicator_code, WHY_ELSE))

    def _fill(self, figure: Figure) -> None:
        code = figure.indicator.code
        truth = self.truth.get(code)
        chosen = figure.chosen
        if truth is None or (chosen is not None and chosen.value == truth and self._whole(code, chosen.of)):
            return
        if standing := self._same_claim(figure, truth):
            actions.choose(by=self.officer, figure=figure, claim=standing)
        elif truth == 0:
            self.outcome.nothing += figure.answer != Answer.NONE_AROSE
            actions.say_none_arose(by=self.officer, submission=self.submission, indicator=figure.indicator)
        else:
            self._type(figure, truth)

    def _type(self, figure: Figure, truth: int) -> None:
        self.outcome.typed += 1
        actions.claim(
            by=self.officer, submission=self.submission, indicator=figure.indicator, value=Decimal(truth),
            of=Decimal(truth) if figure.indicator.code in OF_ITSELF else None, source_kind=SourceKind.TYPED,
            source_label=BY_HAND,
        )  # fmt: skip

    def _whole(self, code: str, of: Decimal | None) -> bool:
        return code not in OF_ITSELF or of is not None

    def _same_claim(self, figure: Figure, truth: int) -> Claim | None:
        rows = figure.claims.filter(value=Decimal(truth)).order_by("-id")
        return next((row for row in rows if self._whole(figure.indicator.code, row.of)), None)

    def present(self, on: date) -> None:
        with times.on(on, time(10, 15)):
            actions.present(by=self.officer, submission=self.submission, version=self._version())

    def submit(self, on: date) -> None:
        with times.on(on, time(15, 20)):
            actions.submit(by=self.head, submission=self.submission, version=self._version())

    def approve(self, on: date) -> None:
        with times.on(on, time(14, 30)):
            actions.approve(by=self.superior, submission=self.submission, version=self._version())

    def send_back(self, on: date, reason: str) -> None:
        with times.on(on, time(16, 10)):
            actions.send_back(by=self.superior, submission=self.submission, version=self._version(), reason=reason)

    def _version(self) -> int:
        self.submission.refresh_from_db()
        return self.submission.version
