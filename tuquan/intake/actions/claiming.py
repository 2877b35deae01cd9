"""What an answer claims in the submission, and what it gives back when the person changes their mind."""

from decimal import Decimal

from tuquan.accounts.models import User
from tuquan.intake.models import Finding, FindingAnswer
from tuquan.reporting import actions as reporting
from tuquan.reporting import asked
from tuquan.reporting.models import Claim, Figure, Scope, SourceKind, Submission

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
    by: User | None, submission: Submission, finding: Finding, code: str, value: Decimal, of: Decimal | None
) -> tuple[Claim, bool]:
    """The chosen claim for this value of the finding, and whether it had to be made."""
    scope = scope_of(submission, code)
    figure = Figure.objects.filter(submission=submission, indicator__code=code, scope=scope).first()
    chosen = figure.chosen if figure else None
    if chosen and chosen.source_key == source_key(finding) and (chosen.value, chosen.of) == (value, of):
        return chosen, False
    claim = reporting.claim(
        by=by,
        submission=submission,
        indicator=code,
        value=value,
        of=of,
        source_kind=SourceKind.READ,
        source_key=source_key(finding),
        source_label=f"Trích từ “{finding.reading.document.file_name}”"[:300],
        scope=scope,
    )
    return claim, True


def withdraw(by: User | None, finding: Finding, *, keep: Claim | None = None) -> None:
    """What earlier answers to this finding claimed must not stay chosen (`keep` apart): the claim before is again."""
    mine = source_key(finding)
    chosen = Figure.objects.filter(chosen__source_kind=SourceKind.READ, chosen__source_key=mine)
    for figure in chosen.exclude(chosen=keep).select_related("submission", "indicator"):
        before = _before(figure, mine)
        if before:
            reporting.choose(by=by, figure=figure, claim=before)
        else:
            reporting.unchoose(by=by, figure=figure)


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
