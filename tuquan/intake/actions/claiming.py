"""What an answer claims in the submission, and what it gives back when the person changes their mind."""

from decimal import Decimal

from tuquan.accounts.models import User
from tuquan.ground import clock
from tuquan.intake.models import Finding, FindingAnswer
from tuquan.reporting import actions as reporting
from tuquan.reporting import asked
from tuquan.reporting.models import Answer, Claim, Figure, Scope, SourceKind, Submission
from tuquan.reporting.sentences import organ_named

PREFIX = "finding:"


def source_key(finding: Finding) -> str:
    """The key under which a claim remembers the finding it came from."""
    return f"{PREFIX}{finding.pk}"


def scope_of(submission: Submission, code: str) -> Scope:
    """A level above the commune states totals of its units; only lines of its own work add up."""
    return Scope.STATED if asked.is_summing(submission) and code not in own_work(submission) else Scope.OWN


def own_work(submission: Submission) -> set[str]:
    """Codes of the lines that the submission answers itself."""
    return {line.indicator.code for line in asked.lines_of(submission) if asked.answers(submission, line)}


def claim_of(
    by: User | None,
    submission: Submission,
    finding: Finding,
    code: str,
    value: Decimal,
    of: Decimal | None,
    *,
    on_behalf: int | None = None,
) -> tuple[Claim, bool]:
    """The claim for this value of the finding, and whether it had to be made.

    `on_behalf`: stated by that organ above in the unit's place; it stands beside what the unit's own office chose, to
    be explained, and never takes its place.
    """
    scope = scope_of(submission, code)
    figure = Figure.objects.filter(submission=submission, indicator__code=code, scope=scope).first()
    theirs = on_behalf is not None and figure is not None and _chosen_by_the_unit(figure)
    known = _known(figure, source_key(finding), theirs)
    if known and (known.value, known.of) == (value, of):
        return known, False
    claim = reporting.claim(
        by=by,
        submission=submission,
        indicator=code,
        value=value,
        of=of,
        source_kind=SourceKind.READ,
        source_key=source_key(finding),
        source_label=_label(finding, on_behalf),
        scope=scope,
        choose=not theirs,
        read_for=on_behalf is not None,
    )
    return claim, True


def _known(figure: Figure | None, mine: str, theirs: bool) -> Claim | None:
    """What this finding claims already: as the answer, or beside it."""
    if figure is None:
        return None
    if theirs:
        return figure.claims.filter(source_kind=SourceKind.READ, source_key=mine).order_by("-id").first()
    return figure.chosen if figure.chosen and figure.chosen.source_key == mine else None


def _chosen_by_the_unit(figure: Figure) -> bool:
    """Whether somebody of the unit's own office gave the answer: typed, carried, imported, or read by themselves."""
    chosen = figure.chosen
    if chosen is None:
        return figure.answer == Answer.NONE_AROSE
    if chosen.source_kind != SourceKind.READ:
        return chosen.source_kind != SourceKind.RECORDS
    number = chosen.source_key.removeprefix(PREFIX)
    last = FindingAnswer.objects.filter(finding=int(number)).order_by("id").last() if number.isdecimal() else None
    return last is None or last.on_behalf_id is None


def _label(finding: Finding, on_behalf: int | None) -> str:
    read_by = f", {organ_named(on_behalf, clock.today())} đọc thay" if on_behalf else ""
    return f"Trích từ “{finding.reading.document.file_name}”{read_by}"[:300]


def withdraw(by: User | None, finding: Finding, *, keep: Claim | None = None, read_for: bool = False) -> None:
    """What earlier answers to this finding claimed must not stay chosen (`keep` apart): the claim before is again."""
    mine = source_key(finding)
    chosen = Figure.objects.filter(chosen__source_kind=SourceKind.READ, chosen__source_key=mine)
    for figure in chosen.exclude(chosen=keep).select_related("submission", "indicator"):
        before = _before(figure, mine)
        if before:
            reporting.choose(by=by, figure=figure, claim=before, read_for=read_for)
        else:
            reporting.unchoose(by=by, figure=figure, read_for=read_for)


def _before(figure: Figure, mine: str) -> Claim | None:
    """The newest other claim that still stands: one that was read stands only while its finding is confirmed so."""
    others = figure.claims.exclude(source_kind=SourceKind.READ, source_key=mine).order_by("-id")
    return next((claim for claim in others if _stands(claim, figure.indicator.code)), None)


def _stands(claim: Claim, code: str) -> bool:
    number = claim.source_key.removeprefix(PREFIX)
    if claim.source_kind != SourceKind.READ or not number.isdecimal():
        return True
    last = FindingAnswer.objects.filter(finding=int(number)).order_by("id").last()
    return last is not None and (last.indicator_code, last.value, last.of) == (code, claim.value, claim.of)
