"""What has to be asked of a person before a figure of a report may be believed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tuquan.intake.models import Finding, SourceDocument, Verdict
from tuquan.intake.queries.whereabouts import whereabouts
from tuquan.reporting.models import Submission
from tuquan.reporting.queries.keeping import unit_named
from tuquan.vn.dates import show_date
from tuquan.vn.text import key

# Characters of a letterhead: names of two organs, motto, number and date.
LETTERHEAD = 1200


@dataclass(frozen=True)
class Asker:
    """Asks of the findings of one document; `rivals` holds the values told of each indicator."""

    document: SourceDocument
    own_names: frozenset[str]
    speaks_for_itself: bool
    rivals: dict[str, set[tuple[Decimal | None, Decimal | None]]]
    known_places: dict[str, str] = field(default_factory=dict)

    def questions(self, finding: Finding) -> tuple[str, ...]:
        """Sentences; none for a masked line, which waits for nobody."""
        if finding.masked:
            return ()
        asked = [
            self._about_value(finding),
            self._about_plan(finding),
            self._about_place(finding),
            self._about_period(finding),
            self._about_detail(finding),
            self._about_rival(finding),
        ]
        return tuple(question for question in asked if question)

    def about_own_area(self, finding: Finding) -> bool:
        """Whether the sentence speaks of the submission's own unit, or of none in particular.

        A report's letterhead names the superior organ first, and the reader takes its place for all sentences that
        name none: where the letterhead names our own unit too, that is who speaks.
        """
        place = key(finding.place)
        if not place or place in self.own_names:
            return True
        sentence = self.document.text[finding.sentence_start : finding.sentence_end]
        return (
            self.speaks_for_itself and finding.place == self.document.head.get("place") and place not in key(sentence)
        )

    def outside_round(self, finding: Finding) -> bool:
        """Whether the time told lies wholly outside the round."""
        round_ = self.document.submission.round
        start, end = finding.period_start, finding.period_end
        return bool((end and end < round_.first_day) or (start and start > round_.last_day))

    def _about_value(self, finding: Finding) -> str:
        if finding.value is None:
            return "Chưa đọc được giá trị để nhận. Sửa và ghi số."
        if finding.value_max is not None:
            return "Báo cáo ghi một khoảng số, không phải một số. Nhận số nào?"
        return ""

    def _about_plan(self, finding: Finding) -> str:
        return (
            "Câu này nói về kế hoạch hoặc chỉ tiêu, không phải việc đã làm. Có nhận không?" if finding.planned else ""
        )

    def _about_place(self, finding: Finding) -> str:
        if self.about_own_area(finding):
            return ""
        told = f"Câu này nói về “{finding.place}”, không phải cả địa bàn của báo cáo."
        return " ".join(filter(None, (told, self._found(finding.place), "Có nhận không?")))

    def _found(self, place: str) -> str:
        """Which unit the place is, asked once a place."""
        if place not in self.known_places:
            submission = self.document.submission
            found = whereabouts(place, unit_id=submission.unit_id, day=submission.round.last_day)
            self.known_places[place] = found.sentence
        return self.known_places[place]

    def _about_period(self, finding: Finding) -> str:
        """A date outside the round is a question to the officer, not a refusal."""
        if not self.outside_round(finding):
            return ""
        round_ = self.document.submission.round
        told = finding.period_end if finding.period_end and finding.period_end < round_.first_day else None
        when = show_date(told or finding.period_start or finding.period_end or round_.last_day)
        window = f"{show_date(round_.first_day)}–{show_date(round_.last_day)}"
        return f"Số này thuộc thời gian khác (mốc {when}), ngoài kỳ {window}. Có nhận không?"

    def _about_detail(self, finding: Finding) -> str:
        return (
            f"Đây là số riêng của “{finding.detail}”, có thể chưa phải tổng. Có nhận không?" if finding.detail else ""
        )

    def _about_rival(self, finding: Finding) -> str:
        """The same indicator told twice with different values is a contradiction inside the report."""
        told = self.rivals.get(finding.indicator_code, set())
        if len(told) < 2 or (finding.value, finding.of) not in told:
            return ""
        return "Báo cáo ghi chỉ tiêu này nhiều lần với các số khác nhau. Số nào đúng?"


def asker(document: SourceDocument, findings: Sequence[Finding]) -> Asker:
    """The asker of one document."""
    own_names = names_of(document.submission)
    made = Asker(document, own_names, _letterhead_names(document, own_names), {})
    for finding in _comparable(made, findings):
        made.rivals.setdefault(finding.indicator_code, set()).add((finding.value, finding.of))
    return made


def names_of(submission: Submission) -> frozenset[str]:
    """Search keys under which a report may speak of its own unit."""
    version = unit_named(submission.unit_id, submission.round.last_day)
    return frozenset((key(version.name), key(version.full_name))) if version else frozenset()


def _letterhead_names(document: SourceDocument, own_names: frozenset[str]) -> bool:
    head = key(document.text[:LETTERHEAD]).partition("bao cao")[0]
    return any(name in head for name in own_names)


def _comparable(made: Asker, findings: Sequence[Finding]) -> Iterable[Finding]:
    """What the report says of the whole area in this round as done: parts, plans and other times are no rivals."""
    return (
        finding
        for finding in findings
        if not (finding.masked or finding.planned or finding.detail or made.outside_round(finding))
        and made.about_own_area(finding)
        and not _rejected(finding)
    )


def _rejected(finding: Finding) -> bool:
    """Whether a person said that this is no figure of the report: it rivals nothing any more."""
    last = max(finding.answers.all(), key=lambda answer: answer.pk, default=None)
    return last is not None and last.verdict == Verdict.REJECTED
