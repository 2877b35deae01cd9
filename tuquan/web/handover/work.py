"""What is open and due: submissions, rounds that are being collected, received reports, differences to explain."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from tuquan.accounts.models import User
from tuquan.ground import clock
from tuquan.intake.models import SourceDocument
from tuquan.reporting import sentences
from tuquan.reporting.models import Claim, Indicator, Round, RoundDue, State, Submission
from tuquan.reporting.queries import Readiness, board, disagreements, keepers, open_work, place, readiness
from tuquan.vn.dates import show_date
from tuquan.web.handover.offices import Office
from tuquan.web.handover.parts import Part, Row

NAMED = 5
NOBODY = "chưa giao cho ai"
UNSENT = (State.DRAFT, State.PRESENTED, State.SENT_BACK)


def open_submissions(office: Office) -> list[Submission]:
    """What the office has still to bring to its end: its own, and what it took over, the earliest due first.

    Of an office that ended: everything it left open, whoever goes on with it.
    """
    if office.ended_on is None:
        found = [work.submission for work in open_work(office.organ.pk, clock.today())]
    else:
        left = Submission.objects.filter(organ=office.organ).exclude(state=State.APPROVED)
        found = list(left.select_related("round__report_kind", "unit"))
    dues = _dues(found)
    return sorted(found, key=lambda row: (dues.get(row.pk) or date.max, row.round.last_day, row.pk))


def submissions(office: Office, rows: list[Submission], person: User | None) -> Part:
    """Open submissions by round and due date, with what is missing; of a person, those they entered figures in."""
    entered = _entered(rows, person)
    shown = [row for row in rows if person is None or row.pk in entered]
    dues, at_work = _dues(shown), _keepers(office, shown)
    columns = ["Kỳ báo cáo, đơn vị", "Tình trạng", "Hạn gửi", "Còn thiếu"]
    columns += ["Người này đã nhập"] if person else []
    columns += ["Ai làm tiếp"] if at_work else []
    return Part(
        key="bieu",
        title="Biểu số liệu còn mở",
        columns=tuple(columns),
        rows=tuple(_submission(row, dues.get(row.pk), entered if person else None, at_work) for row in shown),
        widths=(30, 16, 16, 38, *((14,) if person else ()), *((20,) if at_work else ())),
        source=_source("Các kỳ báo cáo trong phần mềm"),
        nothing="Không có biểu số liệu nào còn mở.",
    )


def _submission(row: Submission, due: date | None, entered: dict[int, int] | None, at_work: dict[int, str]) -> Row:
    label = State(row.state).label
    cells = [
        f"{row.round.report_kind.name}, {row.round.title.lower()} · {_place(row.unit_id, row.round)}",
        label[:1].upper() + label[1:],
        _due(row, due),
        _missing(row),
    ]
    cells += [f"{entered.get(row.pk, 0)} số liệu"] if entered is not None else []
    cells += [at_work[row.pk]] if at_work else []
    return Row(tuple(cells), reverse("figures-submission", args=[row.pk]))


def _due(row: Submission, due: date | None) -> str:
    if due is None:
        return "không đặt hạn"
    if row.state not in UNSENT:
        return show_date(due)
    words = sentences.due(due, clock.today())
    return show_date(due) if words.endswith(show_date(due)) else f"{show_date(due)}, {words}"


def _missing(row: Submission) -> str:
    if row.state not in UNSENT:
        return "Chờ cấp trên duyệt"
    found = readiness(row)
    names = _asked(found)
    return f"{found.sentence} {names}".strip()


def _asked(found: Readiness) -> str:
    """The first lines that block, by name, and how many more."""
    codes = list(dict.fromkeys(question.indicator_code for question in found.blocking))
    named = dict(Indicator.objects.filter(code__in=codes[:NAMED]).values_list("code", "name"))
    said = [named[code] for code in codes[:NAMED] if code in named]
    more = len(codes) - len(said)
    if not said:
        return ""
    return f"Phải sửa hoặc còn thiếu: {', '.join(said)}{f' và {more} dòng khác' if more else ''}."


def _dues(rows: Iterable[Submission]) -> dict[int, date]:
    found = list(rows)
    days = {
        (due.round_id, due.level): due.due_on for due in RoundDue.objects.filter(round__in={r.round_id for r in found})
    }
    return {row.pk: days[key] for row in found if (key := (row.round_id, row.unit.level)) in days}


def _entered(rows: list[Submission], person: User | None) -> dict[int, int]:
    """How many figures of each submission now rest on what the person typed or confirmed."""
    if person is None:
        return {}
    mine = Claim.objects.filter(by=person, figure__submission__in=rows, figure__chosen=F("pk"))
    return dict(mine.values_list("figure__submission").annotate(count=Count("pk")).order_by())


def _keepers(office: Office, rows: list[Submission]) -> dict[int, str]:
    """Who goes on with the submissions of an office that ended; empty for one that works."""
    if office.ended_on is None or not rows:
        return {}
    today = clock.today()
    return {
        key: sentences.organ_named(organ, today) if organ != office.organ.pk else NOBODY
        for key, organ in keepers(rows, today).items()
    }


def collected(office: Office) -> Part:
    """Rounds that the office collects from the units below: who has not sent, what waits for approval."""
    own = Submission.objects.filter(organ=office.organ, unit=F("round__scope")).values("round_id")
    waiting = Submission.objects.exclude(state=State.APPROVED).exclude(unit=F("round__scope")).values("round_id")
    rounds = Round.objects.filter(pk__in=own).filter(pk__in=waiting).select_related("report_kind")
    return Part(
        key="thu",
        title="Kỳ báo cáo đang thu của đơn vị cấp dưới",
        columns=("Kỳ báo cáo", "Hạn của cấp dưới", "Chờ duyệt", "Chưa gửi hoặc đang bổ sung"),
        rows=tuple(_round(each) for each in rounds.order_by("last_day", "id")),
        widths=(32, 18, 25, 25),
        source=_source("Tình trạng gửi của các đơn vị"),
        nothing="Không có kỳ nào còn chờ đơn vị cấp dưới.",
    )


def _round(each: Round) -> Row:
    made = board(each)
    waits = [row.name for row in made.rows if row.state == State.SUBMITTED]
    owing = [row.name for row in made.rows if row.owes]
    due = show_date(made.due_on) if made.due_on else "không đặt hạn"
    cells = (f"{each.report_kind.name}, {each.title.lower()}", due, _names(waits), _names(owing))
    return Row(cells, reverse("figures-round", args=[each.pk]))


def _names(names: list[str]) -> str:
    return f"{len(names)}: {', '.join(names)}" if names else "không có"


def documents(rows: list[Submission], person: User | None) -> Part:
    """Received reports of the open submissions whose figures are not all answered; of a person, those they took in."""
    seen = Q(readings__findings__masked=False)
    found = SourceDocument.objects.filter(submission__in=rows).select_related("submission__round", "received_by")
    if person is not None:
        found = found.filter(received_by=person)
    found = found.annotate(
        expected=Count("readings__findings", filter=seen, distinct=True),
        answered=Count("readings__findings", filter=seen & Q(readings__findings__answers__isnull=False), distinct=True),
    ).filter(answered__lt=F("expected"))
    return Part(
        key="bao-cao-den",
        title="Báo cáo nhận được, chưa đối chiếu xong",
        columns=("Tệp", "Kỳ báo cáo, đơn vị", "Nhận ngày, người nhận", "Đã đối chiếu"),
        rows=tuple(_document(row) for row in found.order_by("received_at", "id")),
        widths=(32, 28, 24, 16),
        source=_source("Các báo cáo đã nhận vào phần mềm (phần mềm không giữ bản gốc)"),
        nothing="Không có báo cáo nào chờ đối chiếu.",
    )


def _document(row: SourceDocument) -> Row:
    day = show_date(timezone.localtime(row.received_at).date())
    who = row.received_by.full_name if row.received_by else "chương trình"
    round_ = row.submission.round
    where = f"{round_.title} · {_place(row.submission.unit_id, round_)}"
    expected, answered = row.__dict__["expected"], row.__dict__["answered"]
    href = reverse("reading-review", args=[row.pk])
    return Row((row.file_name, where, f"{day}, {who}", f"{answered}/{expected} số liệu"), href)


def differences(rows: list[Submission], person: User | None) -> Part:
    """Figures whose sources differ and that nobody has explained yet; of a person, those that rest on their word."""
    lines = [
        Row((_opening(row), found.sentence), reverse("figures-figure", args=[found.figure.pk]))
        for row in rows
        if row.state in UNSENT
        for found in disagreements(row)
        if not found.explained and (person is None or _is_of(found.figure.chosen, person))
    ]
    return Part(
        key="chenh-lech",
        title="Chỗ chênh lệch phải giải trình",
        columns=("Kỳ báo cáo, đơn vị", "Các nguồn ghi khác nhau"),
        rows=tuple(lines),
        widths=(28, 72),
        source=_source("So các nguồn của từng số liệu trong biểu còn mở"),
        nothing="Không có chỗ chênh lệch nào chưa giải trình.",
    )


def _is_of(claim: Claim | None, person: User) -> bool:
    return claim is not None and claim.by_id == person.pk


def _opening(row: Submission) -> str:
    return f"{row.round.title} · {_place(row.unit_id, row.round)}"


def _place(unit_id: int, round_: Round) -> str:
    return place(unit_id, round_.last_day)


def _source(words: str) -> str:
    return f"Nguồn: {words}, ngày {show_date(clock.today())}."
