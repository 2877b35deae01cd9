"""From a number back to where it came from: "số này ở đâu ra?"."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from tuquan.accounts.models import User
from tuquan.ground import clock
from tuquan.reporting.models import (
    Answer,
    Claim,
    Figure,
    FigureEvidence,
    FigureRevision,
    Move,
    Scope,
    Settlement,
    SourceKind,
    State,
)
from tuquan.reporting.queries.keeping import place
from tuquan.reporting.totals import Part, Total
from tuquan.reporting.values import Value, shown
from tuquan.reporting.views import AS_WAS
from tuquan.schemes import counts
from tuquan.vn.dates import show_date


@dataclass(frozen=True)
class Step:
    """One step back. `kind` and `key` let a page link it: figure, claim, revision, move, or the source's own kind."""

    title: str
    text: str
    kind: str
    key: str = ""


Teller = Callable[[str], list[Step]]
_TELLERS: dict[str, Teller] = {}


def register(kind: str, fn: Teller) -> None:
    """Let `fn(source_key)` tell the steps behind claims of this source kind. The last one registered tells."""
    _TELLERS[kind] = fn


def trace(subject: Figure | FigureRevision) -> list[Step]:
    """The steps from a figure (or one approved revision of it) to its source, then what else was said and done.

    Figure → claim → source, other claims, approved revisions, moves of the submission.
    """
    figure = subject.figure if isinstance(subject, FigureRevision) else subject
    revision = subject if isinstance(subject, FigureRevision) else None
    claim = revision.claim if revision else figure.chosen
    steps = [_opening(figure, revision)]
    if claim is not None:
        steps += [_claimed("Số được chọn", claim), *tell(claim)]
    steps += [_claimed("Số khác được nêu", other) for other in _others(figure, claim)]
    if figure.explanation:
        steps.append(Step("Giải trình", figure.explanation, "explanation", str(figure.pk)))
    return [*steps, *_settled(figure), *_beside(figure), *_revisions(figure), *_moves(figure)]


def trace_part(part: Part, total: Total) -> list[Step]:
    """The steps from one unit's number in a total: its own figure, or the figures that a restated one, or a district's
    in its province's total, is made of."""
    if not part.made_of:
        return _trace_approved([part])
    told = ", ".join(f"{old.name} ({_portion(old)})" for old in part.made_of)
    why = f" {part.why_not}." if part.why_not else ""
    opening = f"{part.name}: {part.text}, {total.view_label}, từ {told}.{why}"
    title = "Gồm số của các đơn vị" if total.view_label == AS_WAS.label else "Quy về đơn vị"
    return [Step(title, opening, "restated", str(part.unit_id)), *_trace_approved(part.made_of)]


def _portion(part: Part) -> str:
    """What a unit of the past gives: "12", or "5, phần được chia 2/5" where an act divided it."""
    return part.text if part.share is None else f"{part.text}, phần được chia {part.share}"


def _trace_approved(parts: Iterable[Part]) -> list[Step]:
    about = ("claim", "figure__submission__round", "figure__indicator", "figure__chosen")
    keys = [part.revision_id for part in parts if part.revision_id is not None]
    rows = FigureRevision.objects.select_related(*about).in_bulk(keys)
    return [step for key in keys for step in trace(rows[key])]


def tell(claim: Claim) -> list[Step]:
    """What the source of a claim has to say for itself."""
    teller = _TELLERS.get(claim.source_kind)
    return teller(claim.source_key) if teller else []


def _opening(figure: Figure, revision: FigureRevision | None) -> Step:
    if revision is not None:
        said = Value(Answer(revision.answer), revision.value, revision.of)
    else:
        chosen = figure.chosen
        said = Value(Answer(figure.answer), chosen.value if chosen else None, chosen.of if chosen else None)
    what = "" if figure.scope == Scope.OWN else f" ({Scope.STATED.label})"
    where = f"{_unit(figure)}, {figure.submission.round.title}"
    text = f"{figure.indicator.name}{what}: {said.text} ({where})."
    return Step("Số liệu", text[0].upper() + text[1:], "figure", str(figure.pk))


def _unit(figure: Figure) -> str:
    return place(figure.submission.unit_id, figure.submission.round.last_day) or "đơn vị không rõ tên"


def _claimed(title: str, claim: Claim) -> Step:
    who = f"{claim.by.full_name} xác nhận" if claim.by else "chương trình ghi"
    on = show_date(claim.at.astimezone(clock.VIETNAM).date())
    text = f"{shown(claim.value, claim.of)}: {_source(claim)}, {who} {on}."
    return Step(title, text, "claim", str(claim.pk))


def _source(claim: Claim) -> str:
    """ "từ hồ sơ (Sổ mô hình, năm 2021)"; once where the label says its kind itself: "trích từ “bao-cao.docx”"."""
    kind = SourceKind(claim.source_kind).label
    words = claim.source_label
    if words.lower().startswith(kind.split(" ")[0]):
        return words[0].lower() + words[1:]
    return f"{kind} ({words})" if words else kind


def _others(figure: Figure, claim: Claim | None) -> list[Claim]:
    rows = figure.claims.select_related("by").order_by("-id")
    return [row for row in rows if claim is None or row.pk != claim.pk]


def _beside(figure: Figure) -> list[Step]:
    """Notes and files, as they came; of a file that was taken back who, when and why."""
    notes = [
        Step("Ghi chú", f"{_who(row.by, row.at)}: {row.text}", "note", str(row.pk))
        for row in figure.notes.select_related("by")
    ]
    return notes + [_file(row) for row in figure.evidence.select_related("by", "taken_back_by")]


def _file(row: FigureEvidence) -> Step:
    text = f"{row.name}, {_who(row.by, row.at)}."
    if row.taken_back_at is None:
        return Step("Tệp minh chứng", text, "evidence", str(row.pk))
    gone = f" Đã gỡ: {_who(row.taken_back_by, row.taken_back_at)}, vì {row.taken_back_because}"
    return Step("Tệp minh chứng đã gỡ", text + gone, "evidence_gone", str(row.pk))


def _who(by: User | None, at: datetime) -> str:
    return f"{by.full_name if by else 'Chương trình'} {show_date(at.astimezone(clock.VIETNAM).date())}"


def _settled(figure: Figure) -> list[Step]:
    """The head's words where sources differed, the last one first."""
    rows = figure.settlements.select_related("by", "claim").order_by("-pk")
    return [Step("Lãnh đạo chốt", _settlement(row), "settlement", str(row.pk)) for row in rows]


def _settlement(row: Settlement) -> str:
    who = row.by.full_name if row.by else "Chương trình"
    what = f"chọn {shown(row.claim.value, row.claim.of)} ({row.claim.source_label})" if row.claim else "giữ số đang có"
    return f"{who}, {show_date(row.on)}: {what}. Lý do: {row.reason}"


def _revisions(figure: Figure) -> list[Step]:
    steps = []
    for row in figure.revisions.select_related("approved_by").order_by("-number"):
        standing = "" if row.superseded_at is None else "; đã có bản mới hơn"
        because = f"; lý do: {row.reason}" if row.reason else ""
        who = f"{row.approved_by.full_name}, " if row.approved_by else ""
        on = show_date(row.approved_at.astimezone(clock.VIETNAM).date())
        said = Value(Answer(row.answer), row.value, row.of).text
        steps.append(
            Step(f"Duyệt lần {row.number}", f"{said} ({who}{on}){because}{standing}.", "revision", str(row.pk))
        )
    return steps


def _moves(figure: Figure) -> list[Step]:
    rows = Move.objects.filter(submission=figure.submission_id).select_related("by").order_by("id")
    return [Step(State(row.to_state).label.capitalize(), _moved(row), "move", str(row.pk)) for row in rows]


def _moved(move: Move) -> str:
    who = move.by.full_name if move.by else "Chương trình"
    reason = f" Lý do: {move.reason}" if move.reason else ""
    return f"{who}, {show_date(move.on)}.{reason}"


def tell_records(source_key: str) -> list[Step]:
    """The schemes and events that were counted."""
    return [Step("Hồ sơ", record.label, "record", str(record.scheme_id)) for record in counts.records(source_key)]


def tell_typed(source_key: str) -> list[Step]:
    """A typed number has nothing behind it but the person, who is named in the claim."""
    return [Step("Nhập tay", "Không có hồ sơ hay báo cáo nào đứng sau số này.", "typed", source_key)]


def tell_carried(source_key: str) -> list[Step]:
    """The figure of the earlier round it was carried from: key "figure:ID"."""
    kind, _, key = source_key.partition(":")
    if kind != "figure" or not key.isdecimal():
        return []
    figures = Figure.objects.filter(pk=int(key)).select_related("submission__round", "indicator", "chosen")
    return [_opening(figure, None) for figure in figures]
